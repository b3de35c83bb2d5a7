// Putting other words for those found, in one version: which of the hits, what
// each text would say, and the way back in one step.

import { SvelteSet } from 'svelte/reactivity'
import type { Version } from '../message'
import { diff } from '../live/diff'
import { toSpecs } from '../live/text'
import type { Bench } from '../workbench/bench.svelte'
import { replaced, type Change, type Hit } from './hits'

const name = (hit: Hit) => `${hit.seg} ${hit.from}`

export class Replacing {
  version: Version = $state('en')
  words = $state('')
  /** What was replaced last, and can be taken back. */
  last: readonly Change[] = $state.raw([])
  readonly #out = new SvelteSet<string>()

  constructor(private readonly bench: Bench) {
    this.version = bench.column
  }

  /** The hits of the version. */
  readonly hits = $derived.by(() => this.bench.search.hits.filter(h => h.version === this.version))
  readonly chosen = $derived.by(() => this.hits.filter(h => this.takes(h)))

  get may(): boolean {
    return this.bench.can('edit', this.version)
  }

  takes(hit: Hit): boolean {
    return !this.#out.has(name(hit))
  }

  toggle(hit: Hit) {
    if (!this.#out.delete(name(hit))) this.#out.add(name(hit))
  }

  /** All of them, or none. */
  choose(all: boolean) {
    this.#out.clear()
    if (!all) for (const hit of this.hits) this.#out.add(name(hit))
  }

  /** Replaces what is chosen. What is left out: paragraphs in which somebody is just composing a word. */
  run(): { done: number; left: number } {
    const { session, search } = this.bench
    search.refresh()
    const busy = new Set(session.overview.people.flatMap(p => (p.composing && p.seg ? [p.seg] : [])))
    const hits = this.chosen.filter(h => !busy.has(h.seg))
    const left = this.chosen.length - hits.length
    const changes = this.may ? replaced(hits, seg => session.seg(seg)?.text, this.words) : []
    const texts = new Set(changes.map(c => c.seg))
    // From the end, so that the places before stay where they are.
    for (const { seg, from, to } of [...hits].reverse())
      if (texts.has(seg)) session.edit(seg, from, to, this.words)
    if (changes.length) this.last = changes
    search.refresh()
    // Whatever is found now was left, or stands in what was just put there.
    this.choose(false)
    return { done: hits.filter(h => texts.has(h.seg)).length, left }
  }

  /** Takes the last replacement back, but for paragraphs in which somebody has written since. */
  undo(): { done: number; left: number } {
    const { session, search } = this.bench
    const whole = this.last.filter(c => session.seg(c.seg)?.text === c.after)
    for (const { seg, before, after } of whole)
      for (const c of toSpecs(diff(after, before)).reverse()) session.edit(seg, c.from, c.to, c.insert)
    const left = this.last.length - whole.length
    this.last = []
    search.refresh()
    this.choose(true)
    return { done: whole.length, left }
  }
}
