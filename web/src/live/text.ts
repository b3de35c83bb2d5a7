// Plain functions on texts and ChangeSets. Offsets are UTF-16 units; lines are
// separated by "\n" only, so a carriage return is an ordinary character.

import { ChangeSet, Text, type ChangeDesc } from '@codemirror/state'
import type { Ops } from '../message'

export interface Spec {
  from: number
  to: number
  insert: string
}

export function toText(s: string): Text {
  return Text.of(s.split('\n'))
}

export function apply(set: ChangeSet, s: string): string {
  return set.apply(toText(s)).toString()
}

export function fromOps(ops: Ops): ChangeSet {
  return ChangeSet.fromJSON(ops)
}

export function toOps(set: ChangeSet): Ops {
  return set.toJSON() as Ops
}

/** A ChangeSet from ranges of the old text, in order and not overlapping. */
export function fromSpecs(specs: readonly Spec[], length: number): ChangeSet {
  return ChangeSet.of(
    specs.map(c => ({ from: c.from, to: c.to, insert: toText(c.insert) })),
    length,
  )
}

/** The ranges of a ChangeSet, one for each section that changes something. */
export function toSpecs(set: ChangeSet): Spec[] {
  const specs: Spec[] = []
  set.iterChanges(
    (from, to, _fromB, _toB, insert) => specs.push({ from, to, insert: insert.toString() }),
    true,
  )
  return specs
}

/**
 * Cuts a change of one text into changes of its pieces, which begin at the
 * offsets of cuts (rising, the first 0). What is inserted exactly at a cut goes
 * to the piece before it, or with later to the one behind it; a replacement across
 * a cut keeps its new text before it.
 */
export function cutChange(
  set: ChangeSet,
  cuts: readonly number[],
  length: number,
  later = false,
): ChangeSet[] {
  const pieces = cuts.map((from, i) => ({ from, to: cuts[i + 1] ?? length, specs: [] as Spec[] }))
  for (const spec of toSpecs(set)) {
    let insert = spec.insert
    for (const piece of pieces) {
      if (spec.from > piece.to || spec.to < piece.from) continue
      if (later && spec.from === piece.to && piece !== pieces[pieces.length - 1]) continue
      const from = Math.max(spec.from, piece.from)
      const to = Math.min(spec.to, piece.to)
      if (from < to || insert) piece.specs.push({ from: from - piece.from, to: to - piece.from, insert })
      insert = ''
    }
  }
  return pieces.map(p => fromSpecs(p.specs, p.to - p.from))
}

/** The change of texts put one after the other, from the changes of each. */
export function joinChanges(parts: readonly { set: ChangeSet | null; length: number }[]): ChangeSet {
  const specs: Spec[] = []
  let offset = 0
  for (const part of parts) {
    if (part.set)
      for (const c of toSpecs(part.set)) specs.push({ ...c, from: c.from + offset, to: c.to + offset })
    offset += part.length
  }
  return fromSpecs(specs, offset)
}

/** Where an offset of the text after a change stood before it. */
export function mapBack(set: ChangeDesc, pos: number): number {
  const back = set.invertedDesc
  return back.mapPos(Math.min(pos, back.length))
}

/** Whether a text can be stored: no NUL, no half of a surrogate pair. */
export function storable(s: string): boolean {
  return !BAD.test(s)
}

/** The change that takes out of a text what cannot be stored, or null. */
export function cleaning(s: string): ChangeSet | null {
  if (storable(s)) return null
  const specs: Spec[] = []
  for (const m of s.matchAll(new RegExp(BAD, 'gu'))) {
    specs.push({ from: m.index, to: m.index + m[0].length, insert: '' })
  }
  return fromSpecs(specs, s.length)
}

// In Unicode mode a surrogate matches only where it has no other half.
const BAD = /[\0\p{Surrogate}]/u
