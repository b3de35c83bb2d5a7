// Searching in the open document: the words, where they stand, and the place in
// hand. The hits follow the texts while they are edited, unit by unit.

import { getJSON } from '../http'
import type { Mark } from '../workbench/spans'
import type { Session } from '../live/types'
import type { Version } from '../message'
import { Folding, type Folds } from './fold'
import { places, sameHit, type Hit } from './hits'

/** Milliseconds of typing, here or in a text, that are taken together. */
const GATHER = 80

/** Asked for once a page; without it capitals and width are still folded. */
let folds: Promise<Folding> | undefined
function askFolds(): Promise<Folding> {
  return (folds ??= getJSON<Folds>('/api/folding').then(
    table => new Folding(table),
    () => {
      folds = undefined
      return new Folding()
    },
  ))
}

/** What is searched: the workbench, which has the search. */
interface Searched {
  readonly session: Session
  readonly versions: readonly Version[]
  readonly order: readonly string[]
  readonly current: string
  column: Version
  number(unit: string): number
  choose(): void
  goto(unit: string, align: 'auto'): void
  leave(): void
}

export class Search {
  open = $state(false)
  /** Whether other words are to be put for those found. */
  replacing = $state(false)
  /** Whether the hits are listed. */
  listed = $state(false)
  /** Capitals and scripts as they are written. */
  exact = $state(false)
  /** Whether only units with a hit are shown. */
  only = $state(false)
  words = $state('')
  /** In the order of the document. */
  hits: readonly Hit[] = $state.raw([])
  /** The hit in hand. */
  at: Hit | null = $state.raw(null)
  readonly place = $derived(this.at ? this.hits.findIndex(h => sameHit(h, this.at)) : -1)

  #folding: Folding = $state.raw(new Folding())
  readonly #folded = new Map<string, { text: string; folded: string }>()
  readonly #byUnit = new Map<string, Hit[]>()
  /** Where the search began, or was led on to: what is typed leads to the first hit from there on. */
  #from = ''
  #gathering: ReturnType<typeof setTimeout> | undefined
  /** Whether all is to be looked through again, not only what has changed. */
  #all = false

  constructor(private readonly bench: Searched) {}

  get #wanted(): string {
    return this.exact ? this.words : this.words.trim()
  }

  /** Opens the search; for selected words when there are any. */
  start(replacing: boolean, words = '') {
    this.#from = this.bench.current
    this.open = true
    this.replacing = replacing
    if (words && !words.includes('\n')) this.words = words
    void askFolds().then(folding => {
      this.#folding = folding
      this.#folded.clear()
      if (this.open) this.look(this.words)
    })
    this.look(this.words)
  }

  close() {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    const narrow = this.only
    this.open = this.only = this.replacing = false
    this.at = null
    this.#byUnit.clear()
    this.hits = []
    if (narrow) this.bench.choose()
  }

  /** Finds other words, and goes to the first of them from where the search began. */
  look(words: string) {
    this.words = words
    clearTimeout(this.#gathering)
    this.#gathering = setTimeout(() => {
      this.refresh()
      this.at = null
      // Before going there: a unit that is not among the rows chosen would end the choice.
      if (this.only) this.bench.choose()
      const first = this.#after(this.#from)
      if (first) this.#go(first)
    }, GATHER)
  }

  /** Looks through the whole document again. */
  refresh() {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    this.#all = false
    this.#byUnit.clear()
    if (this.open && this.#wanted) for (const unit of this.bench.order) this.#search(unit)
    this.#list()
  }

  /** Some texts are others now; null = any. */
  changed(units: ReadonlySet<string> | null) {
    if (!this.open || !this.#wanted) return
    if (units) for (const unit of units) this.#search(unit)
    else this.#all = true
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      if (this.#all) this.refresh()
      else this.#list()
    }, GATHER)
  }

  has(unit: string): boolean {
    return this.#byUnit.has(unit)
  }

  /** How many units have a hit. */
  get units(): number {
    void this.hits
    return this.#byUnit.size
  }

  /** To the next hit or the one before, round the ends. */
  step(by: 1 | -1) {
    const { hits, place } = this
    if (!hits.length) return
    const here = this.bench.number(this.bench.current)
    // Somebody who has gone elsewhere goes on from there.
    if (place < 0 || this.at?.unit !== this.bench.current) {
      const later = hits.findIndex(h => this.bench.number(h.unit) >= here)
      const next = by > 0 ? later : (later < 0 ? hits.length : later) - 1
      return this.go(hits.at(next < 0 ? (by > 0 ? 0 : -1) : next)!)
    }
    this.go(hits[(place + by + hits.length) % hits.length])
  }

  /** To a hit that somebody chose. */
  go(hit: Hit) {
    this.#from = hit.unit
    this.#go(hit)
  }

  /** What to mark in a text: every hit, that in hand more strongly. */
  marks(seg: string, text: string, index: number): Mark[] {
    if (!this.open || !this.#wanted) return []
    return places(text, this.#wanted, this.#fold()).map(({ from, to }) => {
      const here = this.at?.seg === seg && this.at.from === from
      return { seg: index, from, to, name: here ? 'mark-hit mark-here' : 'mark-hit' }
    })
  }

  #fold() {
    const folding = this.#folding
    return this.exact ? null : (text: string) => folding.fold(text)
  }

  #search(id: string) {
    const { session, versions } = this.bench
    const unit = session.unit(id)
    const found: Hit[] = []
    for (const version of unit ? versions : [])
      for (const seg of unit!.cells[version].segs) {
        const text = session.seg(seg)?.text ?? ''
        const fold = this.exact
          ? null
          : (t: string) => (t === text ? this.#known(seg, text) : this.#needle(t))
        for (const span of places(text, this.#wanted, fold)) found.push({ unit: id, version, seg, ...span })
      }
    if (found.length) this.#byUnit.set(id, found)
    else this.#byUnit.delete(id)
  }

  /** A paragraph folded, kept while it says the same: of a book, folding is what takes long. */
  #known(seg: string, text: string): string {
    const kept = this.#folded.get(seg)
    if (kept?.text === text) return kept.folded
    const folded = this.#folding.fold(text)
    this.#folded.set(seg, { text, folded })
    return folded
  }

  #needle(words: string): string {
    return this.#folding.fold(words)
  }

  #list() {
    this.hits = this.#byUnit.size ? this.bench.order.flatMap(id => this.#byUnit.get(id) ?? []) : []
  }

  #after(unit: string): Hit | undefined {
    const from = this.bench.number(unit)
    return this.hits.find(h => this.bench.number(h.unit) >= from) ?? this.hits[0]
  }

  #go(hit: Hit) {
    const { bench } = this
    this.at = hit
    bench.leave()
    bench.column = hit.version
    bench.goto(hit.unit, 'auto')
    // In a long unit the row may be in view while the words are not.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const mark = document.querySelector('.grid .mark-here')
        const box = mark?.closest('.scroller')?.getBoundingClientRect()
        const at = mark?.getBoundingClientRect()
        if (mark && box && at && (at.top < box.top + 44 || at.bottom > box.bottom))
          mark.scrollIntoView({ block: 'center' })
      }),
    )
  }
}
