// Putting a proposal right before the document exists: which paragraph stands in which
// unit, as server/arrange does it afterwards. Plain; no DOM.

import type { PreviewUnit } from '../api'
import { VERSIONS, type Version } from '../message'

type Units = readonly PreviewUnit[]

/** A cell of the proposal, and the paragraph of it that is in hand; without one, the cell as a whole. */
export interface Cell {
  unit: number
  version: Version
  seg?: number
}

export const STEPS = [
  'shiftUp',
  'shiftDown',
  'apart',
  'above',
  'below',
  'each',
  'own',
  'swap',
  'swapUnits',
  'merge',
] as const
export type Step = (typeof STEPS)[number]

const at = (u: PreviewUnit | undefined, v: Version): readonly number[] => u?.segs[v] ?? []
const holds = (u: PreviewUnit) => VERSIONS.some(v => at(u, v).length > 0)

/** A unit as a person arranged it. */
function arranged(segs: PreviewUnit['segs']): PreviewUnit {
  return { segs, confidence: 1, why: [] }
}
function put(u: PreviewUnit | undefined, v: Version, list: readonly number[]): PreviewUnit {
  return arranged({ ...u?.segs, [v]: [...list] })
}
/** Units in the place of some, those left out that hold nothing. */
function replaced(units: Units, first: number, count: number, fresh: Units): PreviewUnit[] {
  return units.toSpliced(first, count, ...fresh.filter(holds))
}

/** The paragraph in hand moves to the unit above or below with those before or behind it in its cell. */
function shift(units: Units, { unit, version: v, seg }: Cell, by: 1 | -1): PreviewUnit[] | string {
  const list = at(units[unit], v)
  if (!list.length) return 'page.no.paragraph'
  const k = seg === undefined ? (by < 0 ? 0 : list.length - 1) : list.indexOf(seg)
  const other = units[unit + by]
  if (by < 0) {
    const pair = [
      put(other, v, [...at(other, v), ...list.slice(0, k + 1)]),
      put(units[unit], v, list.slice(k + 1)),
    ]
    return replaced(units, Math.max(0, unit - 1), other ? 2 : 1, pair)
  }
  const pair = [put(units[unit], v, list.slice(0, k)), put(other, v, [...list.slice(k), ...at(other, v)])]
  return replaced(units, unit, other ? 2 : 1, pair)
}

/** The paragraph in hand and what follows in its cell into units of their own; alone, it into one above or below. */
function apart(units: Units, { unit, version: v, seg }: Cell, alone?: 1 | -1): PreviewUnit[] | string {
  const list = at(units[unit], v)
  const k = seg === undefined ? (alone === -1 ? 0 : list.length - 1) : list.indexOf(seg)
  if (k < 0) return 'page.no.paragraph'
  if ((alone === -1 && k > 0) || (alone === 1 && k < list.length - 1)) return 'no.apart_order'
  const fresh = list.slice(k, alone ? k + 1 : undefined).map(n => arranged({ [v]: [n] }))
  const rest = put(units[unit], v, alone === -1 ? list.slice(1) : list.slice(0, k))
  return replaced(units, unit, 1, alone === -1 ? [...fresh, rest] : [rest, ...fresh])
}

/** One unit for each paragraph. */
function each(units: Units, unit: number): PreviewUnit[] | string {
  const most = Math.max(...VERSIONS.map(v => at(units[unit], v).length))
  if (most < 2) return 'no.each'
  const fresh = Array.from({ length: most }, (_, k) =>
    arranged(
      Object.fromEntries(
        VERSIONS.flatMap(v => (k in at(units[unit], v) ? [[v, [at(units[unit], v)[k]]]] : [])),
      ),
    ),
  )
  return replaced(units, unit, 1, fresh)
}

/** A cell into a unit of its own below; one that stands by itself back into the neighbour that lacks it. */
function own(units: Units, { unit, version: v }: Cell): PreviewUnit[] | string {
  const list = at(units[unit], v)
  if (!list.length) return 'page.no.paragraph'
  if (VERSIONS.some(w => w !== v && at(units[unit], w).length))
    return replaced(units, unit, 1, [put(units[unit], v, []), arranged({ [v]: [...list] })])
  const near = [unit - 1, unit + 1].filter(n => units[n])
  const to = near.find(n => !at(units[n], v).length) ?? near[0]
  return to === undefined ? 'page.no.below' : merge(units, Math.min(unit, to))
}

function merge(units: Units, unit: number): PreviewUnit[] | string {
  const [a, b] = [units[unit], units[unit + 1]]
  if (!b) return 'page.no.below'
  const both = VERSIONS.flatMap(v => {
    const list = [...at(a, v), ...at(b, v)]
    return list.length ? [[v, list] as const] : []
  })
  return replaced(units, unit, 2, [arranged(Object.fromEntries(both))])
}

/** Two neighbours change places, or their cells of a version. */
function swap(units: Units, unit: number, v?: Version): PreviewUnit[] | string {
  const [a, b] = [units[unit], units[unit + 1]]
  if (!b) return 'page.no.below'
  if (!v) return replaced(units, unit, 2, [b, a])
  return replaced(units, unit, 2, [put(a, v, at(b, v)), put(b, v, at(a, v))])
}

/** The units after a step, or the key of the sentence that says why there is none. */
export function mended(units: Units, step: Step, cell: Cell): PreviewUnit[] | string {
  switch (step) {
    case 'shiftUp':
      return shift(units, cell, -1)
    case 'shiftDown':
      return shift(units, cell, 1)
    case 'apart':
      return apart(units, cell)
    case 'above':
      return apart(units, cell, -1)
    case 'below':
      return apart(units, cell, 1)
    case 'each':
      return each(units, cell.unit)
    case 'own':
      return own(units, cell)
    case 'swap':
      return swap(units, cell.unit, cell.version)
    case 'swapUnits':
      return swap(units, cell.unit)
    case 'merge':
      return merge(units, cell.unit)
  }
}
