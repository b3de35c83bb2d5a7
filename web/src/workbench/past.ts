// The earlier texts of a paragraph as people look back on them: minutes of typing
// are one step, and a step shows the words that it changed. Plain; no DOM.

import { diff } from '../live/diff'
import { toSpecs, type Spec } from '../live/text'

export interface Revision {
  rev: number
  by: string
  at: number
  text: string
}

/** Revisions of one person without a longer pause, as one. */
export interface Step {
  /** The newest of them, whose text is that of the step. */
  last: Revision
  first: Revision
  /** The text before, null when it is not known. */
  before: string | null
}

/** Milliseconds without an edit after which typing counts as another step. */
const PAUSE = 5 * 60_000

/** The steps of revisions, both with the newest first. */
export function steps(revisions: readonly Revision[]): Step[] {
  const all: Step[] = []
  for (const r of revisions) {
    const step = all.at(-1)
    if (step) step.before = r.text
    // What the paragraph began with is a step of its own.
    if (step && r.rev > 0 && step.first.by === r.by && step.first.at - r.at <= PAUSE) {
      step.first = r
      step.before = null
    } else all.push({ last: r, first: r, before: null })
  }
  return all
}

export interface Run {
  op: -1 | 0 | 1
  text: string
}

/** What one text took out and put in to become another; Latin words are never cut. */
export function changes(before: string, after: string): Run[] {
  const runs: Run[] = []
  const put = (op: Run['op'], text: string) => void (text && runs.push({ op, text }))
  let at = 0
  for (const { from, to, insert } of whole(before, toSpecs(diff(before, after)))) {
    put(0, before.slice(at, from))
    put(-1, before.slice(from, to))
    put(1, insert)
    at = to
  }
  put(0, before.slice(at))
  return runs
}

const inWord = (c: string | undefined) => !!c && /[\p{Script=Latin}\p{N}’']/u.test(c)

/** Changes widened to the words that they stand in; those that meet are one. */
function whole(text: string, specs: readonly Spec[]): Spec[] {
  const out: Spec[] = []
  for (const spec of specs) {
    let { from, to, insert } = spec
    const left = inWord(text[from]) || inWord(insert[0])
    while (left && from > 0 && inWord(text[from - 1])) insert = text[--from] + insert
    const right = inWord(text[spec.to - 1]) || inWord(insert.at(-1))
    while (right && inWord(text[to])) insert += text[to++]
    const last = out.at(-1)
    if (last && from <= last.to) {
      // Both hold what stands between: it is counted once.
      const shared = Math.max(0, last.to - spec.from)
      const head = last.insert.slice(0, last.insert.length - shared)
      last.insert = head + insert.slice(Math.min(spec.from, last.to) - from)
      last.to = Math.max(last.to, to)
    } else out.push({ from, to, insert })
  }
  return out
}
