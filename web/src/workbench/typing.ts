// A cell that is being typed in: half a sentence is no slip, so what is newly said of
// it waits until it is left or confirmed. What was said before stays in sight for
// whoever is mending it, and goes as soon as it is mended. Plain functions.

import type { Finding, Version } from '../message'
import type { Unit } from '../live/types'

/** What is said, wherever in the text it stands by now. */
const saying = (f: Finding) => [f.check, ...f.pair, f.message].join('\n')

export class Typing {
  #unit = ''
  #version: Version = 'en'
  #known = new Set<string>()

  get unit(): string {
    return this.#unit
  }

  is(unit: string | undefined, version: Version | undefined): boolean {
    return !!unit && unit === this.#unit && version === this.#version
  }

  /** Somebody types in a cell here; unit is as it was before. */
  begin(unit: Unit, version: Version) {
    if (this.is(unit.id, version)) return
    this.#unit = unit.id
    this.#version = version
    this.#known = new Set(unit.findings.map(saying))
  }

  /** Returns the unit of which everything is said again, '' for none. */
  end(): string {
    const unit = this.#unit
    this.#unit = ''
    return unit
  }

  waits(f: Finding): boolean {
    return f.unit === this.#unit && f.pair.includes(this.#version) && !this.#known.has(saying(f))
  }

  /** The unit without what waits. */
  without(unit: Unit): Unit {
    if (unit.id !== this.#unit || !unit.findings.some(f => this.waits(f))) return unit
    return { ...unit, findings: unit.findings.filter(f => !this.waits(f)) }
  }
}
