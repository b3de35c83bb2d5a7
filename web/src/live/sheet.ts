// The units of a document in their order, their segments, and what a person said
// of each cell: the places that events fill, and that structure moves about.

import { VERSIONS, type CellState, type UnitView, type Version } from '../message'
import type { Rec, Sink } from './model'
import * as segment from './segment'
import type { Unit } from './types'

/** What a person said of a cell. */
interface Said {
  state: CellState
  made?: string
}
const IMPORTED: Said = { state: 'imported' }
const MISSING: Said = { state: 'missing' }

export class Sheet {
  order: string[] = []
  readonly units = new Map<string, Unit>()
  readonly segs = new Map<string, Rec>()
  /** Segments with something pending. */
  readonly pending = new Set<string>()

  /** The state of cells of which somebody said something, by unit and version; one without text shows nothing of it. */
  private readonly said = new Map<string, Said>()

  constructor(readonly sink: Sink) {}

  protected clear(): void {
    this.units.clear()
    this.segs.clear()
    this.pending.clear()
    this.said.clear()
  }

  /** What nobody said is not kept. */
  protected say(unit: string, side: Version, state: CellState = 'imported', made?: string): void {
    if (state !== 'imported') this.said.set(`${unit} ${side}`, { state, made })
    else if (this.said.size) this.said.delete(`${unit} ${side}`)
  }

  /** A cell without text is missing, else what a person said of it, else imported: as the server has it. */
  protected restate(id: string, side: Version): void {
    const unit = this.units.get(id)
    if (!unit) return
    const cell = unit.cells[side]
    const text = cell.segs.some(seg => /\S/.test(this.segs.get(seg)!.state.shown))
    const { state, made }: Said = text ? (this.said.get(`${id} ${side}`) ?? IMPORTED) : MISSING
    if (state === cell.state && made === cell.made) return
    this.units.set(id, { ...unit, cells: { ...unit.cells, [side]: { ...cell, state, made } } })
    this.sink.unit(id)
  }

  /** Puts a unit as the server shows it. Segments already here keep their state. */
  place(view: UnitView): void {
    const cells = {} as Record<Version, Unit['cells'][Version]>
    for (const v of VERSIONS) {
      const cell = view.cells[v]
      this.say(view.id, v, cell?.state === 'missing' ? 'draft' : cell?.state, cell?.made)
      cells[v] = {
        state: cell?.state ?? 'missing',
        made: cell?.made,
        segs: cell?.segs.map(s => s.id) ?? [],
      }
      for (const s of cell?.segs ?? []) {
        const rec = this.segs.get(s.id)
        if (rec) Object.assign(rec, { version: v, unit: view.id, kind: s.kind, view: null })
        else
          this.put({ id: s.id, version: v, unit: view.id, kind: s.kind, state: segment.fresh(s.text, s.rev) })
      }
    }
    const { id, confidence, why = [], aside = false, findings, waived, pairs, hashes } = view
    this.units.set(id, { id, confidence, why, aside, cells, findings: findings ?? [], waived, pairs, hashes })
  }

  private put(rec: Omit<Rec, 'view'>): void {
    this.segs.set(rec.id, { ...rec, view: null })
  }

  segsOf(unit: string): string[] {
    const cells = this.units.get(unit)?.cells
    return cells ? VERSIONS.flatMap(v => cells[v].segs) : []
  }

  /** Gives a segment a new state, with the change of the text shown that led to it. */
  step(rec: Rec, step: segment.Step): void {
    this.become(rec, step.state)
    if (step.change && !step.change.empty) this.sink.shown(rec.id, step.change)
    this.sink.unit(rec.unit)
  }

  become(rec: Rec, state: segment.State): void {
    rec.state = state
    rec.view = null
    this.restate(rec.unit, rec.version)
    if (segment.pending(state)) this.pending.add(rec.id)
    else this.pending.delete(rec.id)
  }
}
