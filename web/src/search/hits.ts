// Where words stand in the texts of a document, and what putting others for them
// would make of it. Plain; no DOM. Places are UTF-16 units of one segment.

import type { Version } from '../message'

export interface Span {
  from: number
  to: number
}

/** A place of the words searched for. */
export interface Hit extends Span {
  unit: string
  version: Version
  seg: string
}

/** A paragraph, and whose. */
export interface Text {
  unit: string
  version: Version
  seg: string
  text: string
}

/** Every place of the words in a text, from left to right, none over another. */
export function places(text: string, words: string, fold: ((text: string) => string) | null): Span[] {
  const found: Span[] = []
  const needle = fold ? fold(words) : words
  if (!needle) return found
  const hay = fold ? fold(text) : text
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length))
    found.push({ from: at, to: at + needle.length })
  return found
}

export function sameHit(a: Hit | null, b: Hit | null): boolean {
  return !!a && !!b && a.seg === b.seg && a.from === b.from
}

/** A hit with what stands before and behind it. */
export interface Context {
  before: string
  words: string
  after: string
}

/** Shortened to so many characters on either side; English is cut between words. */
export function context(text: string, { from, to }: Span, around = 36): Context {
  const before = [...text.slice(0, from)]
  const after = [...text.slice(to)]
  let head = before.slice(-around).join('')
  let tail = after.slice(0, around).join('')
  if (before.length > around) head = '…' + head.replace(/^[\w’'-]+(?=\s)/, '')
  if (after.length > around) tail = tail.replace(/(?<=\s)[\w’'-]+$/, '') + '…'
  return { before: head.replace(/\n/g, ' '), words: text.slice(from, to), after: tail.replace(/\n/g, ' ') }
}

/** A change of one paragraph: what it says now and would say. */
export interface Change {
  seg: string
  version: Version
  before: string
  after: string
}

/** What becomes of the texts when every one of the hits says other words. */
export function replaced(
  hits: readonly Hit[],
  text: (seg: string) => string | undefined,
  words: string,
): Change[] {
  const bySeg = new Map<string, Hit[]>()
  for (const hit of hits) {
    const list = bySeg.get(hit.seg)
    if (list) list.push(hit)
    else bySeg.set(hit.seg, [hit])
  }
  const changes: Change[] = []
  for (const [seg, list] of bySeg) {
    const before = text(seg)
    if (before === undefined) continue
    let after = ''
    let at = 0
    for (const { from, to } of list.sort((a, b) => a.from - b.from)) {
      after += before.slice(at, from) + words
      at = to
    }
    after += before.slice(at)
    if (after !== before) changes.push({ seg, version: list[0].version, before, after })
  }
  return changes
}
