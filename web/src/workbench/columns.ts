// How wide the columns are, one to the other. A version that nothing is said of has width 1.

import type { Version } from '../message'

export type Widths = Partial<Record<Version, number>>

/** The least share of two neighbours that one of them keeps. */
export const NARROWEST = 0.15

export function width(widths: Widths, v: Version): number {
  const w = widths[v]
  return typeof w === 'number' && w > 0 && w < 100 ? w : 1
}

/** The share that the left one has of two neighbours. */
export function share(widths: Widths, left: Version, right: Version): number {
  return width(widths, left) / (width(widths, left) + width(widths, right))
}

/** The widths when the left one of two neighbours has that share of both. */
export function shared(widths: Widths, left: Version, right: Version, part: number): Widths {
  const both = width(widths, left) + width(widths, right)
  const of = both * Math.min(1 - NARROWEST, Math.max(NARROWEST, part))
  return { ...widths, [left]: of, [right]: both - of }
}
