// What was done to a proposal by hand, to be taken back and done again. Plain; no DOM.

import type { PreviewUnit } from '../api'
import { mended, type Cell, type Step } from './mend'

type Units = readonly PreviewUnit[]

/** A proposal with what it was and what was taken back, the newest last. */
export interface Past {
  before: readonly Units[]
  now: Units
  undone: readonly Units[]
}

export const begin = (now: Units): Past => ({ before: [], now, undone: [] })

/** After a step; or the key of the sentence that says why there is none. */
export function taken({ before, now }: Past, step: Step, cell: Cell): Past | string {
  const units = mended(now, step, cell)
  return typeof units === 'string' ? units : { before: [...before, now], now: units, undone: [] }
}

export function undo({ before, now, undone }: Past): Past | string {
  if (!before.length) return 'no.step'
  return { before: before.slice(0, -1), now: before.at(-1)!, undone: [...undone, now] }
}

export function redo({ before, now, undone }: Past): Past | string {
  if (!undone.length) return 'no.undone'
  return { before: [...before, now], now: undone.at(-1)!, undone: undone.slice(0, -1) }
}

/** Another proposal: for the same texts what was arranged by hand can be had back. */
export function renewed({ before, now }: Past, units: Units, same: boolean): Past {
  return { before: same && before.length ? [...before, now] : [], now: units, undone: [] }
}
