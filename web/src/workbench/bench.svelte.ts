// A live session as Svelte state: which units are shown, where the person is.
// Texts and statuses stay in the session; rows read them through a stamp that
// counts the changes of one unit, so that an edit touches one row only.

import type { DocInfo, Finding, Version } from '../message'
import { placeAwaited, type Here, type Overview, type Session, type Unit } from '../live/types'
import { SvelteSet } from 'svelte/reactivity'
import { Signed } from '../past/signed.svelte'
import { Search } from '../search/search.svelte'
import { Talk } from '../comments/talk.svelte'
import { settings } from '../settings.svelte'
import { Sentences } from './sentences.svelte'
import { bySegment, possible, type Filter, type Flags, wanted } from './state'
import type { Place } from './place'
import { wordsOf } from './progress'
import { Tally } from './tally'
import { Typing } from './typing'

const NONE: readonly Version[] = []

class Stamp {
  n = $state(0)
}

export class Bench {
  /** How the connection and the saving stand: another with every key, so that rows read what follows instead. */
  overview: Overview = $state.raw(null!)
  info: DocInfo | null = $state.raw(null)
  #rights: readonly string[] = $state.raw([])
  #only: readonly Version[] = $state.raw([])
  #people: readonly Here[] = $state.raw([])
  order: readonly string[] = $state.raw([])
  visible: readonly string[] = $state.raw([])
  readonly #tally = new Tally(seg => wordsOf(this.session.seg(seg)))
  /** What is counted over the document. */
  counts = $state.raw({ all: 0, ...this.#tally.totals })
  /** Whether all of them are shown; else those of the units that were opened. */
  showsMaybe = $state(false)
  readonly #opened = new SvelteSet<string>()
  /** Counts the times that the strip should look over the whole document again. */
  drawn = $state(0)

  filter: Filter = $state('all')
  /** The unit and the version in hand. */
  #current = $state('')
  /** As it was last seen, to find its text again when it is no more. */
  #held: Unit | undefined
  #column: Version = $state('en')
  #active: Place | null = $state.raw(null)
  /** The unit in which its segment stood. */
  #stood: string | undefined
  /** Where the caret of the open editor is (UTF-16 units). */
  caret: { anchor: number; head: number } | null = null
  /** The finding pointed at or gone to by key. */
  lit: Finding | null = $state.raw(null)
  /** So many stretches are being lined up again by the server. */
  aligning = $state(0)
  /** Set by the grid: brings a unit into view. */
  reveal: (unit: string, align?: 'start' | 'center' | 'auto') => void = () => {}

  readonly #stamps = new Map<string, Stamp>()
  readonly #ends: (() => void)[]

  readonly sentences: Sentences
  readonly #typing = new Typing()
  readonly search = new Search(this)
  readonly signed = new Signed(this)
  readonly talk = new Talk(this)

  constructor(
    readonly session: Session,
    readonly doc: string,
  ) {
    this.sentences = new Sentences(doc, session)
    this.#look()
    this.#units(null)
    this.#ends = [
      session.onOverview(() => this.#look()),
      session.onOrder(() => this.#ordered()),
      session.onUnits(ids => this.#units(ids)),
      session.onCaret((seg, to, at) => {
        if (this.active?.seg === seg) this.#follow({ seg: to, at, follows: true })
      }),
    ]
  }

  /** Nothing is told of an overview that says the same as before. */
  #look() {
    const now = this.session.overview
    const before: Overview | null = this.overview
    const keys = Object.keys(now) as (keyof Overview)[]
    if (before && keys.every(key => now[key] === before[key])) return
    this.overview = { ...now }
    this.info = now.doc
    void this.signed.look()
    this.#rights = now.can
    this.#only = now.only
    this.#people = now.people
  }

  get current(): string {
    return this.#current
  }
  set current(unit: string) {
    this.#current = unit
    this.#held = this.session.unit(unit)
  }

  get column(): Version {
    return this.columns.includes(this.#column) ? this.#column : (this.columns[0] ?? this.#column)
  }
  /** What is to be in hand is to be seen. */
  set column(version: Version) {
    this.#column = version
    if (settings.hidden.includes(version)) settings.hidden = settings.hidden.filter(v => v !== version)
  }

  /** Hides a version's column, or shows it again. */
  toggle(version: Version) {
    const { hidden } = settings
    settings.hidden = hidden.includes(version) ? hidden.filter(v => v !== version) : [...hidden, version]
    if (this.active && !this.columns.includes(this.session.seg(this.active.seg)?.version ?? version))
      this.leave()
  }

  get active(): Place | null {
    return this.#active
  }
  set active(place: Place | null) {
    this.#active = place
    const seg = place ? this.session.seg(place.seg) : undefined
    this.#stood = seg?.unit
    if (!this.#typing.is(seg?.unit, seg?.version)) this.settle()
  }

  /** A unit as it is shown: what is newly said of a cell that is being typed in waits. */
  unit(id: string): Unit | undefined {
    const unit = this.session.unit(id)
    return unit && this.#typing.without(unit)
  }

  /** The cell in hand is left or confirmed: what waited is shown. */
  settle() {
    const unit = this.#typing.end()
    if (unit) this.#units(new Set([unit]))
  }

  #typed() {
    const seg = this.active ? this.session.seg(this.active.seg) : undefined
    const unit = seg && seg.saving !== 'synced' ? this.session.unit(seg.unit) : undefined
    if (unit) this.#typing.begin(unit, seg!.version)
  }

  /** The hand stays at its text when that comes to stand in another unit. */
  #follow(to?: Place) {
    const place = to ?? this.active
    const seg = place ? this.session.seg(place.seg) : undefined
    if (place && seg) {
      if (!to && seg.unit === this.#stood) return this.#hold()
      this.active = to ?? { seg: seg.id, at: this.caret?.head ?? place.at, follows: true }
      this.column = seg.version
      this.current = seg.unit
      requestAnimationFrame(() => this.reveal(seg.unit, 'auto'))
      return
    }
    const held = this.#held
    if (held && !this.session.unit(held.id)) {
      const all = [this.column, ...this.versions].flatMap(v => held.cells[v].segs)
      const unit = all.map(id => this.session.seg(id)?.unit).find(id => id !== undefined)
      this.current = unit ?? this.order[Math.min(this.#place, this.order.length - 1)] ?? ''
    }
    this.#hold()
  }

  #place = 0
  #hold() {
    this.#held = this.session.unit(this.#current) ?? this.#held
    this.#place = Math.max(0, this.number(this.#current))
  }

  close() {
    clearTimeout(this.#redrawing)
    for (const end of this.#ends) end()
    this.session.close()
  }

  /** Whether this person's role includes a right, and to change texts that of a version. */
  can(right: string, version?: Version): boolean {
    return this.#rights.includes(right) && (!version || !this.#only.length || this.#only.includes(version))
  }

  readonly versions: readonly Version[] = $derived(this.info?.versions ?? NONE)
  /** The versions whose columns are shown: one at least. */
  readonly columns: readonly Version[] = $derived.by(() => {
    const shown = this.versions.filter(v => !settings.hidden.includes(v))
    return shown.length ? shown : this.versions
  })

  /** The unit as it is now. A new object whenever anything of it has changed. */
  view(id: string): { unit: Unit } | null {
    let stamp = this.#stamps.get(id)
    if (!stamp) this.#stamps.set(id, (stamp = new Stamp()))
    void stamp.n
    const unit = this.unit(id)
    return unit ? { unit } : null
  }

  /** Whether a version has any text in a unit. */
  filled(id: string, version: Version): boolean {
    const segs = this.session.unit(id)?.cells[version].segs ?? []
    return segs.some(seg => !!this.session.seg(seg)?.text.trim())
  }

  /** Whether what is only possible is shown of a unit. */
  opened(id: string): boolean {
    return this.showsMaybe || this.#opened.has(id)
  }

  /** Shows what is only possible of a unit, or hides it again. */
  toggleMaybe(id: string) {
    if (!this.#opened.delete(id)) this.#opened.add(id)
  }

  /** The findings of a unit that are shown. */
  shown(unit: Unit | undefined): Finding[] {
    if (!unit) return []
    const all = this.opened(unit.id)
    return unit.findings.filter(f => all || !possible(f))
  }

  flagsOf(id: string): Flags | undefined {
    return this.#tally.flags(id)
  }

  number(id: string): number {
    return this.#index.get(id) ?? -1
  }

  #index = new Map<string, number>()

  #ordered() {
    this.order = this.session.order
    this.#index = new Map(this.order.map((id, i) => [id, i]))
    this.#tally.keep(this.#index)
    // Somebody went to a place whose unit has come since.
    const place = placeAwaited(this.current)
    if (place >= 0 && !this.#index.has(this.current)) this.current = this.order[place] ?? ''
    if (this.active && !this.session.seg(this.active.seg)) this.active = null
    this.#recount(this.order)
    this.search.changed(null)
    this.choose()
  }

  #units(ids: ReadonlySet<string> | null) {
    if (this.order !== this.session.order) this.#ordered()
    this.#typed()
    if (!ids || ids.has(this.#current) || (this.#stood && ids.has(this.#stood))) this.#follow()
    for (const id of ids ?? this.#stamps.keys()) {
      const stamp = this.#stamps.get(id)
      if (stamp) stamp.n++
    }
    this.signed.note(ids)
    if (this.#recount(ids ?? this.order)) this.choose(true)
    this.search.changed(ids)
  }

  /** Counts some units as they are now; true when any counts as something else. */
  #recount(ids: Iterable<string>): boolean {
    let changed = this.counts.all !== this.order.length
    let [flags, words] = [false, false]
    for (const id of ids) {
      const unit = this.unit(id)
      const change = unit && this.#tally.put(unit)
      flags ||= !!change?.flags
      words ||= !!change?.words
      changed ||= !!change?.marks || flags
    }
    if (!changed && !words) return false
    if (changed) this.#redraw()
    this.counts = { all: this.order.length, ...this.#tally.totals }
    return flags
  }

  #redrawing: ReturnType<typeof setTimeout> | undefined

  /** The strip is drawn a few times a second at most, and only after something that it shows. */
  #redraw() {
    this.#redrawing ??= setTimeout(() => {
      this.#redrawing = undefined
      this.drawn++
    }, 200)
  }

  /** Chooses the units to show. With keep, those already shown stay, so that a
   *  row does not vanish under the hands of the person who has just mended it. */
  choose(keep = false) {
    const { filter, search } = this
    if (filter === 'all' && !search.only) {
      if (this.visible !== this.order) this.visible = this.order
      return
    }
    const shown = keep ? new Set(this.visible) : null
    this.visible = this.order.filter(id => {
      if (shown?.has(id)) return true
      if (filter !== 'all' && !this.#passes(id, filter)) return false
      return !search.only || search.has(id)
    })
  }

  #passes(id: string, filter: Exclude<Filter, 'all'>): boolean {
    if (filter === 'signed') return this.signed.changed(id)
    if (filter === 'untranslated' || filter === 'drifting') return !!this.#tally.flags(id)?.[filter]
    if (filter === 'commented') return !!this.talk.open.get(id)
    const unit = this.session.unit(id)
    return !!unit && wanted(unit, filter, this.column, this.info?.required ?? [])
  }

  show(filter: Filter) {
    this.filter = filter
    this.choose()
  }

  showAll() {
    this.search.only = false
    this.show('all')
  }

  /** Goes to a unit, showing all units when the filter hides it. */
  goto(unit: string, align: 'start' | 'center' | 'auto' = 'center') {
    if (!this.visible.includes(unit)) this.showAll()
    this.current = unit
    this.reveal(unit, align)
  }

  /** Opens the editor of a segment. */
  open(seg: string, at = -1) {
    const found = this.session.seg(seg)
    if (!found) return
    this.current = found.unit
    this.column = found.version
    this.active = { seg, at }
  }

  leave() {
    this.active = null
  }

  /** Other people, by the segment they are in. */
  readonly there = $derived(bySegment(this.#people))
}
