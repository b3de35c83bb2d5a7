// Which pairs of many units are approved in one step, or which cells confirmed, and
// why the others are left out. Plain functions.

import type { CellState, Finding, PairName, Version } from '../message'
import type { Unit } from '../live/types'
import { about, loud } from './state'

/** Why something is left out. */
export type Why = 'empty' | 'error' | 'converted' | 'finding'
export const WHYS: readonly Why[] = ['empty', 'error', 'converted', 'finding']

/** One thing to be set, and what its cell was before. */
export interface Item {
  unit: string
  pair?: PairName
  was?: CellState
  made?: string
}

export interface Plan {
  items: Item[]
  units: number
  skipped: Record<Why, number>
}

/** Errors that the checks tell between two versions, or of one of them; as the server has it. */
export function errorsOf(unit: Unit, pair: PairName): Finding[] {
  const sides = pair.split(':')
  return unit.findings.filter(
    f =>
      loud(f) &&
      f.severity !== 'warning' &&
      !f.check.startsWith('drift.') &&
      (f.odd ? sides.includes(f.odd) : f.pair.every(v => sides.includes(v))),
  )
}

/** What is approved of some units: every required pair that is open or stale. With clean, of those without findings alone. */
export function approving(units: readonly Unit[], required: readonly PairName[], clean: boolean): Plan {
  const plan = none()
  for (const unit of units) {
    if (unit.aside) continue
    const before = plan.items.length
    for (const pair of required) {
      if (!unit.pairs[pair] || unit.pairs[pair] === 'approved') continue
      const cells = (pair.split(':') as Version[]).map(v => unit.cells[v].state)
      if (cells.includes('missing')) plan.skipped.empty++
      else if (errorsOf(unit, pair).length) plan.skipped.error++
      else if (cells.includes('converted')) plan.skipped.converted++
      else if (clean && unit.findings.some(f => loud(f) && !f.check.startsWith('drift.')))
        plan.skipped.finding++
      else plan.items.push({ unit: unit.id, pair })
    }
    if (plan.items.length > before) plan.units++
  }
  return plan
}

/** What is confirmed of a version: every cell with text in which no blocker is open. */
export function confirming(units: readonly Unit[], version: Version, clean: boolean): Plan {
  const plan = none()
  for (const unit of units) {
    const { state, made } = unit.cells[version]
    if (unit.aside || state === 'done') continue
    const said = unit.findings.filter(f => loud(f) && about(f, version))
    if (state === 'missing') plan.skipped.empty++
    else if (said.some(f => f.severity === 'blocker')) plan.skipped.error++
    else if (clean && said.length) plan.skipped.finding++
    else {
      plan.items.push({ unit: unit.id, was: state, made })
      plan.units++
    }
  }
  return plan
}

function none(): Plan {
  return { items: [], units: 0, skipped: { empty: 0, error: 0, converted: 0, finding: 0 } }
}
