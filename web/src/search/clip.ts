// What is shown of a long text: what stands around its first hit. Plain; no DOM.

import type { Piece } from '../api'

/** How a unit stands, by its number. */
export const STANDINGS = ['page.standing.0', 'page.standing.1', 'page.standing.2'] as const

/** Characters before the first hit; a Chinese one is as wide as two others. */
const BEFORE = 48

const width = (text: string) => [...text].reduce((n, c) => n + (c > '\u2e7f' ? 2 : 1), 0)

/** The pieces with little before the first hit, so that it is seen in three lines. */
export function clip(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces
  if (!first || first.hit || !rest.length || width(first.text) <= BEFORE * 2) return pieces
  const letters = [...first.text]
  let [at, wide] = [letters.length, 0]
  while (at > 0 && wide < BEFORE) wide += width(letters[--at])
  // Not within a word of a language that has spaces.
  const space = letters.indexOf(' ', at)
  if (space >= 0 && space - at < 16) at = space + 1
  return [{ text: '…' + letters.slice(at).join('') }, ...rest]
}
