// What is true of a unit, as filters, marks and keys need it. Plain functions.

import {
  PAIRS,
  VERSIONS,
  type CellState,
  type Finding,
  type PairName,
  type PairStatus,
  type Severity,
  type Version,
} from '../message'
import type { Here, Session, Unit } from '../live/types'

/** What the states of cells are called, by their sentences. */
export const STATE_WORDS: Record<CellState, string> = {
  missing: 'page.state.missing',
  imported: 'page.state.imported',
  draft: 'page.state.draft',
  converted: 'page.state.converted',
  done: 'page.state.done',
  rework: 'page.state.rework',
}

/** How a pair stands, by their sentences. */
export const PAIR_WORDS: Record<PairStatus, string> = {
  approved: 'page.past.approved',
  stale: 'page.past.stale',
  open: 'page.past.open',
}

export const FILTERS = ['all', 'untranslated', 'drifting'] as const
/** What is asked for now and then, each by its sentence. */
export const MORE_FILTERS = {
  unconfirmed: 'page.filter.unconfirmed',
  unapproved: 'page.filter.unapproved',
  stale: 'page.filter.stale',
  rework: 'page.filter.rework',
  commented: 'page.filter.commented',
} as const
export type More = keyof typeof MORE_FILTERS
/** signed: changed since the newest sign-off. */
export type Filter = (typeof FILTERS)[number] | More | 'signed'

/** Whether a unit is one of those that are asked for: not confirmed in a version, or of the required pairs. */
export function wanted(
  unit: Unit,
  filter: Exclude<More, 'commented'>,
  version: Version,
  required: readonly PairName[],
): boolean {
  if (unit.aside) return false
  switch (filter) {
    case 'unconfirmed':
      return unit.cells[version].state !== 'done'
    case 'unapproved':
      return openPairs(unit, required).length > 0
    case 'stale':
      return Object.values(unit.pairs).includes('stale')
    case 'rework':
      return Object.values(unit.cells).some(c => c.state === 'rework')
  }
}

export interface Flags {
  untranslated: boolean
  drifting: boolean
}

const UNTRANSLATED = new Set(['cmp.empty', 'cmp.same', 'cmp.latin_run'])

/** Not sure enough to be shown unasked, or counted anywhere. */
export function possible(f: Finding): boolean {
  return f.tier === 'possible'
}

export function loud(f: Finding): boolean {
  return f.severity !== 'info' && !possible(f)
}

/** Untranslated: a version has no text of its own here. Drifting: a pair is
 *  stale, or a check contradicts (warnings and worse). */
export function flags(unit: Unit): Flags {
  if (unit.aside) return { untranslated: false, drifting: false }
  const untranslated = unit.findings.some(f => UNTRANSLATED.has(f.check) && !possible(f))
  const stale = Object.values(unit.pairs).includes('stale')
  const drifting = stale || unit.findings.some(f => loud(f) && !UNTRANSLATED.has(f.check))
  return { untranslated, drifting }
}

/** Whether a unit shows the same on the strip and counts the same as before. */
export function alike(a: Unit, b: Unit): boolean {
  if (a === b) return true
  const marks = (u: Unit) => u.findings.filter(loud)
  const said = marks(b)
  return (
    a.aside === b.aside &&
    VERSIONS.every(v => a.cells[v].state === b.cells[v].state) &&
    PAIRS.every(p => a.pairs[p] === b.pairs[p]) &&
    marks(a).length === said.length &&
    marks(a).every(
      (f, i) => f.severity === said[i].severity && f.odd === said[i].odd && `${f.pair}` === `${said[i].pair}`,
    )
  )
}

export function worst(findings: readonly Finding[]): Severity | null {
  for (const s of ['blocker', 'error', 'warning', 'info'] as const)
    if (findings.some(f => f.severity === s && !possible(f))) return s
  return null
}

export function concerns(pair: PairName, version: Version): boolean {
  return pair.split(':').includes(version)
}

/** Whether a finding is about the text of one version: the odd one where it is known, else each of its pair. */
export function about(f: Finding, version: Version): boolean {
  return f.odd ? f.odd === version : f.pair.includes(version)
}

/** A cell that still wants its translator: not done, or something loud is said of it. */
export function cellOpen(unit: Unit, version: Version): boolean {
  const state: CellState = unit.cells[version].state
  if (unit.aside) return false
  return state !== 'done' || unit.findings.some(f => loud(f) && about(f, version))
}

/** The required pairs of a unit that are not approved, of one version or of all. */
export function openPairs(unit: Unit, required: readonly PairName[], version?: Version): PairName[] {
  return required.filter(
    p => (!version || concerns(p, version)) && unit.pairs[p] !== undefined && unit.pairs[p] !== 'approved',
  )
}

/** The other Chinese version. */
export function sibling(v: Version): Version {
  return v === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans'
}

/** Whether a finding concerns both Chinese versions. */
export function betweenChinese(f: Finding): boolean {
  return f.pair.includes('zh-Hans') && f.pair.includes('zh-Hant')
}

/** What a converted cell was made from. */
export function origin(made: string | undefined): { from: Version; rev: string } | undefined {
  const [from, rev] = made?.split('@') ?? []
  return from && rev ? { from: from as Version, rev } : undefined
}

export function cellTexts(session: Session, unit: Unit, version: Version): string[] {
  return unit.cells[version].segs.map(id => session.seg(id)?.text ?? '')
}

/** People by the segment they are in. */
export function bySegment(people: readonly Here[]): ReadonlyMap<string, Here[]> {
  const map = new Map<string, Here[]>()
  for (const person of people) if (person.seg) map.set(person.seg, [...(map.get(person.seg) ?? []), person])
  return map
}
