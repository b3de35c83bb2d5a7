// How far a document is: words that somebody confirmed, counted as the server counts them.

import type { Seg } from '../live/types'

const WORD =
  /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{Nd}\p{M}])(?:(?!\p{Script=Han})[\p{L}\p{Nd}\p{M}'’-])*/gu

/** Each Chinese character is a word, and each run of other letters and digits. */
export function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0
}

/** A segment is another object when its text is another. */
const counted = new WeakMap<Seg, number>()

export function wordsOf(seg: Seg | undefined): number {
  if (!seg) return 0
  let n = counted.get(seg)
  if (n === undefined) counted.set(seg, (n = wordsIn(seg.text)))
  return n
}
