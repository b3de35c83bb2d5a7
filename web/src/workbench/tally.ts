// What is counted over a whole document, kept unit by unit, so that a key costs the
// same in a book as in a letter. Guarantee: the totals are the sum over the units
// last taken in. Plain; no DOM.

import { VERSIONS, type Version } from '../message'
import type { Unit } from '../live/types'
import { alike, flags, possible, type Flags } from './state'

/** What one unit adds to the totals. */
interface Share {
  unit: Unit
  flags: Flags
  maybe: number
  words: Readonly<Record<Version, number>>
}

export interface Totals {
  readonly untranslated: number
  readonly drifting: number
  /** Findings that are possible but not sure. */
  readonly maybe: number
  /** Words of units that are not set apart, and of those the words of cells that are done. */
  readonly words: Readonly<Record<Version, number>>
  readonly done: Readonly<Record<Version, number>>
}

/** What taking a unit in has changed. */
export interface Change {
  /** What it counts as: it may be shown by another filter. */
  flags: boolean
  /** What the strip shows of it. */
  marks: boolean
  /** How many words it has. */
  words: boolean
}

export class Tally {
  readonly #shares = new Map<string, Share>()
  #sum = { untranslated: 0, drifting: 0, maybe: 0, words: none(), done: none() }

  constructor(private readonly wordsOf: (seg: string) => number) {}

  flags(id: string): Flags | undefined {
    return this.#shares.get(id)?.flags
  }

  get totals(): Totals {
    return { ...this.#sum, words: { ...this.#sum.words }, done: { ...this.#sum.done } }
  }

  /** Takes in a unit as it is now; null when it is as it was. */
  put(unit: Unit): Change | null {
    const before = this.#shares.get(unit.id)
    if (before?.unit === unit) return null
    const words = none()
    for (const v of VERSIONS) for (const seg of unit.cells[v].segs) words[v] += this.wordsOf(seg)
    const now: Share = { unit, flags: flags(unit), maybe: unit.findings.filter(possible).length, words }
    if (before) this.#add(before, -1)
    this.#add(now, 1)
    this.#shares.set(unit.id, now)
    const names = Object.keys(now.flags) as (keyof Flags)[]
    return {
      flags: names.some(name => now.flags[name] !== before?.flags[name]),
      marks: !before || !alike(before.unit, unit) || before.maybe !== now.maybe,
      words: VERSIONS.some(v => before?.words[v] !== words[v]),
    }
  }

  /** Forgets the units that are no more. */
  keep(there: { has(id: string): boolean }): void {
    for (const [id, share] of this.#shares)
      if (!there.has(id)) {
        this.#add(share, -1)
        this.#shares.delete(id)
      }
  }

  #add({ unit, flags: { untranslated, drifting }, maybe, words }: Share, by: 1 | -1): void {
    const sum = this.#sum
    if (untranslated) sum.untranslated += by
    if (drifting) sum.drifting += by
    sum.maybe += by * maybe
    if (unit.aside) return
    for (const v of VERSIONS) {
      sum.words[v] += by * words[v]
      if (unit.cells[v].state === 'done') sum.done[v] += by * words[v]
    }
  }
}

function none(): Record<Version, number> {
  return { en: 0, 'zh-Hans': 0, 'zh-Hant': 0 }
}
