// The translation memory: what the text that the cell in hand translates became elsewhere.

import { sendJSON } from '../http'
import type { Unit } from '../live/types'
import type { Version } from '../message'
import { settings } from '../settings.svelte'
import { sentence } from '../ui/failure'
import { phrase, words } from '../words.svelte'
import type { Actions } from '../workbench/actions'
import type { Bench } from '../workbench/bench.svelte'
import { cellTexts } from '../workbench/state'
import type { Offer, Offers } from './offers'
import { parts } from './parts'

/** How long the hands rest before it is asked, in ms: who walks through the rows asks for the last one alone. */
const REST = 150

/** The index is a little behind what was just confirmed: it is asked once more after so many ms. */
const AGAIN = 2500

/** How many offers have a key. */
export const KEYED = 3

interface Question {
  doc: string
  unit: string
  from: Version
  to: Version
  text: string
}

export class Memory {
  offers: readonly Offer[] = $state.raw([])
  /** What the offers are for. */
  asked: Question | null = $state.raw(null)
  behind = $state(0)
  problem = $state('')
  #turn = 0
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly bench: Bench,
    readonly actions: Actions,
  ) {}

  /** What would be asked now: of the English, where there is any, else of the other Chinese version. */
  question(): Question | null {
    const { bench } = this
    const unit = bench.view(bench.current)?.unit
    const to = bench.column
    const order: Version[] = ['en', 'zh-Hans', 'zh-Hant']
    const from = unit && order.find(v => v !== to && bench.filled(unit.id, v))
    if (!unit || !from) return null
    return { doc: bench.doc, unit: unit.id, from, to, text: this.#text(unit, from) }
  }

  #text(unit: Unit, version: Version): string {
    return cellTexts(this.bench.session, unit, version).filter(Boolean).join('\n')
  }

  /** Asks, once the hands rest. */
  ask(question: Question | null) {
    clearTimeout(this.#soon)
    const turn = ++this.#turn
    if (!question) {
      this.offers = []
      this.asked = null
      this.problem = ''
      return
    }
    this.#soon = setTimeout(() => void this.#send(question, turn), REST)
  }

  async #send(question: Question, turn: number, again = true) {
    try {
      const found = await sendJSON<Offers>('POST', '/api/memory', question)
      if (turn !== this.#turn) return
      this.offers = found.offers
      this.asked = question
      this.behind = found.behind ?? 0
      this.problem = ''
      if (again) this.#soon = setTimeout(() => void this.#send(question, turn, false), AGAIN)
    } catch (e) {
      if (turn !== this.#turn) return
      this.offers = []
      this.problem = sentence(e, words())
    }
  }

  /** Puts an offer into the cell in hand. What is offered for another cell than that is never taken. */
  take(n: number) {
    const { bench, asked } = this
    if (!settings.memory) return void (settings.memory = true)
    const offer = this.offers[n]
    const unit = bench.session.unit(bench.current)
    const segs = unit?.cells[bench.column].segs ?? []
    if (!offer || asked?.unit !== unit?.id || asked?.to !== bench.column)
      return this.actions.no('page.no.offer')
    if (!segs.length) return this.actions.no('page.no.paragraph')
    const texts = parts(offer.texts[bench.column] ?? '', segs.length)
    const edits = segs.map((seg, i) => ({
      seg,
      changes: [{ from: 0, to: bench.session.seg(seg)?.text.length ?? 0, insert: texts[i] }],
    }))
    this.actions.edit(edits, phrase('page.memory.taken'))
  }

  close() {
    clearTimeout(this.#soon)
    this.#turn++
  }
}
