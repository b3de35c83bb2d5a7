// A document open in this tab: what types.ts promises the interface, put together
// from the stream, the editors and the listeners.

import type { ChangeSet, Extension } from '@codemirror/state'
import type { CellState, PairName, Version } from '../message'
import { Actions } from './actions'
import { deliver } from './courier'
import { bindEditor, type Binding, type Desk } from './editor'
import type { Caret } from './model'
import { listen, Notices } from './notices'
import { Board } from './overview'
import { pageStore } from './pending'
import { says } from './says'
import { saving } from './segment'
import { Stream, type Shore } from './stream'
import { fromSpecs } from './text'
import type { Answer, Here, Named, Options, Overview, Seg, Session, StructArgs, Unit, Unsaved } from './types'

/** Opens a document; it is empty until the first snapshot has come. */
export function open(options: Options): Session {
  return new Live(options)
}

class Live implements Session, Desk {
  private readonly board: Board
  private readonly notices = new Notices()
  private readonly stream: Stream
  private readonly actions: Actions
  private readonly bindings = new Map<string, Set<Binding>>()
  private readonly marks = new Set<{ seg: string; pos: number }>()
  /** Segments whose carets are to be drawn again. */
  private readonly crowded = new Set<string>()
  private readonly options: Options & { storage: NonNullable<Options['storage']> }

  constructor(options: Options) {
    this.options = { ...options, storage: options.storage ?? pageStore() }
    this.board = new Board(() => this.stream.doc.unsaved)
    this.stream = new Stream(this.options, this.options.storage, this.board, this.shore())
    this.actions = new Actions({
      doc: this.stream.doc,
      requests: this.stream.requests,
      live: () => this.stream.live,
      send: m => this.stream.send(m),
      flush: () => this.stream.sender.flush(),
      until: (condition, within) => this.until(condition, within),
      mark: (seg, pos) => this.mark(seg, pos),
    })
    this.notices.after.add(() => this.drawPeople())
    globalThis.addEventListener?.('pagehide', this.leaving)
    globalThis.document?.addEventListener('visibilitychange', this.leaving)
  }

  /** The page may not come back: what is pending is written now. When it does, it connects. */
  private readonly leaving = (): void => {
    if (globalThis.document?.visibilityState === 'visible') this.retry()
    this.stream.sender.flush()
    void this.stream.sender.write()
  }

  // ---- Session

  get order(): readonly string[] {
    return this.stream.doc.order
  }

  unit(id: string): Unit | undefined {
    return this.stream.doc.units.get(id)
  }

  seg(id: string): Seg | undefined {
    const rec = this.stream.doc.segs.get(id)
    if (!rec) return undefined
    const { version, unit, kind, state } = rec
    return (rec.view ??= {
      id,
      version,
      unit,
      kind,
      rev: state.rev,
      text: state.shown,
      saving: saving(state),
    })
  }

  get overview(): Overview {
    return this.board.view
  }

  onOverview(f: () => void): () => void {
    return listen(this.notices.overview, f)
  }

  onOrder(f: () => void): () => void {
    return listen(this.notices.order, f)
  }

  onUnits(f: (ids: ReadonlySet<string> | null) => void): () => void {
    return listen(this.notices.units, f)
  }

  onCaret(f: (seg: string, to: string, at: number) => void): () => void {
    return listen(this.notices.carets, f)
  }

  editor(seg: string): Extension {
    return bindEditor(this, seg)
  }

  edit(seg: string, from: number, to: number, insert: string): void {
    const [binding] = this.bindings.get(seg) ?? []
    if (binding) return binding.insert(from, to, insert)
    const shown = this.shown(seg)
    if (shown === undefined) return
    const set = fromSpecs([{ from, to, insert }], shown.length)
    this.typed(seg, set, null)
  }

  approve(unit: string, pair: PairName, reason = ''): Promise<Answer> {
    return this.actions.approve(unit, pair, reason)
  }
  many(body: Parameters<Session['many']>[0]): Promise<Answer> {
    return this.actions.many(body)
  }
  hashes(unit: string, pair: PairName): string[] {
    return this.actions.hashes(unit, pair.split(':') as Version[])
  }
  withdraw(unit: string, pair: PairName): Promise<Answer> {
    return this.actions.withdraw(unit, pair)
  }
  setState(unit: string, side: Version, state: CellState, made?: string, reason?: string): Promise<Answer> {
    return this.actions.setState(unit, side, state, made, reason)
  }
  waive(finding: Named, reason: string, here = false): Promise<Answer> {
    return this.actions.waive(finding, reason, here)
  }
  unwaive(finding: Named): Promise<Answer> {
    return this.actions.unwaive(finding)
  }
  saved(unit: string): Promise<Answer | null> {
    return this.actions.settled(unit)
  }
  edited(seg: string): boolean {
    return this.stream.doc.mine.has(seg)
  }
  struct(kind: Parameters<Session['struct']>[0], args: StructArgs): Promise<Answer> {
    return this.actions.struct(kind, args)
  }

  dismiss(id: string): void {
    this.board.dismiss(id)
    this.stream.sender.saveSoon()
    this.notices.noteOverview()
  }

  here(seg: string | undefined, anchor?: number, head?: number): void {
    this.stream.presence.move({ seg, anchor, head })
  }

  rename(name: string): void {
    if (name === this.stream.name) return
    this.stream.name = name
    this.stream.reconnect(says('page.renamed'))
  }

  retry(): void {
    this.stream.retry()
  }

  close(): void {
    globalThis.removeEventListener?.('pagehide', this.leaving)
    globalThis.document?.removeEventListener('visibilitychange', this.leaving)
    void this.stream.close()
  }

  // ---- Desk: what editors ask for

  shown(seg: string): string | undefined {
    return this.stream.doc.segs.get(seg)?.state.shown
  }

  bind(seg: string, binding: Binding): () => void {
    const set = this.bindings.get(seg) ?? new Set()
    this.bindings.set(seg, set.add(binding))
    return () => {
      set.delete(binding)
      if (!set.size && this.bindings.get(seg) === set) this.bindings.delete(seg)
    }
  }

  typed(seg: string, set: ChangeSet, from: Binding | null): void {
    this.stream.doc.typed(seg, set)
    this.moved(seg, set)
    for (const b of this.bindings.get(seg) ?? []) if (b !== from) b.apply(set)
    this.stream.sender.poke()
    this.notices.noteOverview()
    this.board.changed()
  }

  composing(seg: string, on: boolean): void {
    this.stream.doc.composing(seg, on)
    if (!on) {
      this.stream.sender.poke()
      // Others leave a paragraph alone while a word is composed in it: they are told of the end.
      this.stream.presence.again()
    }
    this.notices.noteOverview()
    this.board.changed()
  }

  leave(seg: string): void {
    this.stream.presence.leave(seg)
  }

  stray(seg: string, text: string): void {
    if (!this.overview.doc) return
    this.refused({
      id: `${seg}/typed`,
      seg,
      text,
      why: says('page.no_paragraph'),
      at: Date.now(),
    })
  }

  people(seg: string): readonly Here[] {
    return this.board.people().filter(p => p.seg === seg)
  }

  // ---- what the stream tells

  private shore(): Shore {
    return {
      overview: () => this.notices.noteOverview(),
      carets: () => [...this.carets()],
      order: () => this.notices.noteOrder(),
      unit: id => this.notices.noteUnit(id),
      shown: (seg, change) => {
        this.moved(seg, change)
        for (const b of this.bindings.get(seg) ?? []) b.apply(change)
      },
      replaced: () => {
        for (const set of this.bindings.values()) for (const b of set) b.reset()
      },
      people: seg => {
        this.crowded.add(seg)
        this.notices.noteOverview()
      },
      answered: (id, answer) => this.stream.requests.answer(id, answer),
      refused: text => this.refused(text),
      signed: what => {
        this.board.signed(what)
        this.notices.noteOverview()
      },
      lost: () => this.stream.restart(),
      arrived: () => {
        const owner = this.stream.owner.id ?? ''
        void deliver(this.options, owner, open, text => this.refused(text)).catch(() => {})
      },
    }
  }

  private refused(text: Unsaved): void {
    this.board.refuse(text)
    this.stream.sender.saveSoon()
    this.notices.noteOverview()
  }

  /** The carets of open editors, places that are kept, and the carets of others. */
  private *carets(): Iterable<Caret> {
    for (const [seg, set] of this.bindings)
      for (const b of set) {
        const selection = b.selection()
        const moved = (to: string, _anchor: number, head: number) => {
          for (const f of [...this.notices.carets]) f(seg, to, head)
        }
        if (selection) yield { seg, anchor: selection.anchor, head: selection.head, moved }
      }
    for (const m of this.marks) {
      const moved = (to: string, _anchor: number, head: number) => Object.assign(m, { seg: to, pos: head })
      yield { seg: m.seg, anchor: m.pos, head: m.pos, moved }
    }
    yield* this.board.carets(seg => void this.crowded.add(seg))
  }

  /** Carets and marks move with the text shown. */
  private moved(seg: string, change: ChangeSet): void {
    this.board.moved(seg, change)
    for (const m of this.marks) if (m.seg === seg) m.pos = change.mapPos(Math.min(m.pos, change.length), -1)
  }

  private drawPeople(): void {
    for (const seg of this.crowded) {
      const list = this.people(seg)
      for (const b of this.bindings.get(seg) ?? []) b.people(list)
    }
    this.crowded.clear()
  }

  private mark(seg: string, pos: number): { seg: string; pos: number; drop(): void } {
    const mark = { seg, pos, drop: () => void this.marks.delete(mark) }
    this.marks.add(mark)
    return mark
  }

  private until(condition: () => boolean, within: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true)
    return new Promise(resolve => {
      const end = (held: boolean) => {
        clearTimeout(timer)
        this.notices.after.delete(look)
        resolve(held)
      }
      const look = () => condition() && end(true)
      const timer = setTimeout(() => end(false), within)
      this.notices.after.add(look)
    })
  }
}
