// The story of a document as people read it. Plain; no DOM.

import type { Finding, PairName, StructMessage, Version } from '../message'
import type { Words } from '../lang'
import { checkName, say } from '../lang/table'
import { says } from '../live/says'

/** One thing that somebody did: GET /api/documents/{id}/story?unit=&version=&before=SEQ → {entries, older}. */
export interface Entry {
  /** of its last event, and of its first */
  seq: number
  first: number
  kind: string
  /** of a structural step: which */
  step?: string
  by: string
  since: number
  at: number
  unit?: string
  /** that the unit has now, from 1; none = it is not there any more */
  number?: number
  version?: Version
  /** of what one message did to many: how many */
  many?: number
  pair?: PairName
  val?: string
  reason?: string
  check?: string
  /** of an edit: the paragraphs of the cell after it, and what it changed */
  texts?: string[]
  diff?: NonNullable<Finding['diff']>
}
export interface Story {
  entries: Entry[]
  older: boolean
}

/** What was done, by the kind of its event, of one thing and of many. */
const DONE: Record<string, [one: string, many?: string]> = {
  create: ['page.story.create'],
  edit: ['page.story.edit'],
  approve: ['page.story.approve', 'page.story.approve.many'],
  withdraw: ['page.story.withdraw', 'page.story.withdraw.many'],
  waive: ['page.story.waive', 'page.story.waive.many'],
  unwaive: ['page.story.unwaive', 'page.story.unwaive.many'],
  title: ['page.story.title'],
  checks: ['page.story.checks'],
  accept: ['page.story.accept'],
  sign: ['page.story.sign'],
}
/** The states that cells were given. */
const STATED: Record<string, [one: string, many?: string]> = {
  done: ['page.story.done', 'page.story.done.many'],
  draft: ['page.story.draft', 'page.story.draft.many'],
  imported: ['page.story.imported', 'page.story.imported.many'],
  converted: ['page.story.converted'],
  rework: ['page.story.rework', 'page.story.rework.many'],
}
/** Structural steps: every kind that there is, and those of revised texts. */
const STEPS: Record<StructMessage['kind'] | 'revise', string> = {
  split: 'page.story.split',
  merge: 'page.story.merge',
  move: 'page.story.move',
  shift: 'page.story.shift',
  apart: 'page.story.apart',
  each: 'page.story.each',
  own: 'page.story.own',
  swap: 'page.story.swap',
  realign: 'page.story.realign',
  undo: 'page.story.undo',
  redo: 'page.story.redo',
  revise: 'page.story.revise',
}

/** What was done, in a sentence without who and when. */
export function done(e: Entry, t: Words): string {
  const key =
    e.kind === 'struct'
      ? (STEPS[e.step as keyof typeof STEPS] ?? 'page.story.step')
      : words(e.kind === 'state' ? STATED[e.val ?? ''] : DONE[e.kind], e)
  if (e.diff && !e.diff.some(run => run.op))
    return say(says('page.story.back', { version: e.version ?? '' }), t)
  const pair = e.pair && e.pair in t.pairs ? t.pairs[e.pair] : ''
  const check = e.check ? checkName(e.check, t) : ''
  const args = { version: e.version ?? '', pair, n: String(e.many ?? 1), title: e.val ?? '', check }
  return say(says(key, args), t)
}

function words(row: [one: string, many?: string] | undefined, e: Entry): string {
  if (!row) return 'page.story.other'
  return (e.many && row[1]) || row[0]
}
