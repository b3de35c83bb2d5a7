// The paragraph of the proposal that is in hand: what keys and menus do with it.

import { tick } from 'svelte'
import type { PreviewUnit } from '../api'
import { say } from '../lang/table'
import { says } from '../live/says'
import type { Version } from '../message'
import { settings } from '../settings.svelte'
import { announce, toast } from '../ui/toasts.svelte'
import { bindings, combination, type Action } from '../workbench/keys'
import { phrase, words } from '../words.svelte'
import type { Step } from './mend'
import { begin, redo, renewed, taken, undo, type Past } from './past'

export interface Line {
  v: Version
  index: number
}

interface Means {
  put: (units: readonly PreviewUnit[]) => void
  units: () => readonly PreviewUnit[]
  tags: () => readonly Version[]
  /** Where a unit is among those shown, -1 = it is not. */
  place: (unit: number) => number
  reveal: (place: number) => void
  scroller: () => HTMLElement | null
}

/** What the keys of the workbench do here. */
const DOES: Partial<Record<Action, Step>> = {
  shiftUp: 'shiftUp',
  shiftDown: 'shiftDown',
  apart: 'apart',
  each: 'each',
  own: 'own',
  swap: 'swap',
  swapUnits: 'swapUnits',
  join: 'merge',
}
const GOES: Partial<Record<Action, readonly [units: number, versions: number]>> = {
  prevUnit: [-1, 0],
  nextUnit: [1, 0],
  prevVersion: [0, -1],
  nextVersion: [0, 1],
}

export class Hand {
  /** Marked, and kept in view until somebody scrolls. */
  at: Line | null = $state.raw(null)
  #past: Past
  #sizes = ''

  constructor(private readonly means: Means) {
    this.#past = $state.raw(begin(means.units()))
  }

  get touched(): boolean {
    return this.#past.before.length > 0
  }
  get redoable(): boolean {
    return this.#past.undone.length > 0
  }

  take(line: Line | null) {
    this.at = line
  }

  #unitOf(line: Line | null): number {
    return line ? this.means.units().findIndex(u => u.segs[line.v]?.includes(line.index)) : -1
  }

  /** Where its row is among those shown, -1 = nowhere. */
  place(): number {
    const unit = this.#unitOf(this.at)
    return unit < 0 ? -1 : this.means.place(unit)
  }

  /** Units have come that were not arranged here; sizes tells texts apart. */
  renewed(units: readonly PreviewUnit[], sizes: string) {
    if (units !== this.#past.now) this.#past = renewed(this.#past, units, sizes === this.#sizes)
    this.#sizes = sizes
  }

  step(step: Step, unit: number, version: Version) {
    const list = this.means.units()[unit]?.segs[version] ?? []
    const mine = this.at?.v === version && list.includes(this.at.index) ? this.at.index : undefined
    this.at = list.length ? { v: version, index: mine ?? list[0] } : null
    this.#did(taken(this.#past, step, { unit, version, seg: mine }), 'page.mend.done')
  }

  undo() {
    this.#did(undo(this.#past), 'page.mend.undone')
  }

  redo() {
    this.#did(redo(this.#past), 'page.mend.redone')
  }

  async #did(past: Past | string, done: string) {
    const t = words()
    if (typeof past === 'string') {
      const why = say(says(past), t)
      return toast(past.startsWith('no.') ? t.bench.refusedBecause(why) : why)
    }
    this.#past = past
    this.means.put(past.now)
    announce(phrase(done, { n: String(this.#unitOf(this.at) + 1) }))
    await this.#focus()
  }

  /** Gives the paragraph the focus, once its row is there. */
  async #focus() {
    await tick()
    if (!this.at) return
    const place = this.place()
    if (place >= 0) this.means.reveal(place)
    const name = `[data-seg="${this.at.v}:${this.at.index}"]`
    for (let tries = 0; tries < 5; tries++) {
      const there = this.means.scroller()?.querySelector<HTMLElement>(name)
      if (there) return there.focus({ preventScroll: true })
      await new Promise(requestAnimationFrame)
    }
  }

  #go([units, versions]: readonly [number, number]) {
    const tags = this.means.tags()
    const all = this.means.units()
    if (!this.at) return
    const v = tags[tags.indexOf(this.at.v) + versions]
    const from = this.#unitOf(this.at)
    if (!v) return
    for (let unit = from + (units || 0); all[unit]; unit += units || 1) {
      const first = all[unit].segs[v]?.[0]
      if (first === undefined || this.means.place(unit) < 0) continue
      this.at = { v, index: first }
      return void this.#focus()
    }
  }

  key(e: KeyboardEvent) {
    const action = bindings(settings.keys).get(combination(e))
    const named = (e.target as HTMLElement).closest<HTMLElement>('[data-seg]')?.dataset.seg
    if (!action) return
    const [v, index] = named?.split(':') ?? []
    if (named) this.at = { v: v as Version, index: Number(index) }
    const does = DOES[action]
    const goes = GOES[action]
    if (action === 'undoStep') this.undo()
    else if (action === 'redoStep') this.redo()
    else if (does && this.at) this.step(does, this.#unitOf(this.at), this.at.v)
    else if (goes) this.#go(goes)
    else return
    e.preventDefault()
    e.stopPropagation()
  }
}
