// Which sentences of a unit match: asked for when somebody rests on one, kept
// until a text changes.

import { getJSON } from '../http'
import type { Version } from '../message'
import type { Session } from '../live/types'

type Group = Partial<Record<Version, [number, number]>>
interface Matched {
  hashes: Partial<Record<Version, string>>
  groups: Group[]
}

/** How long the mouse rests on a sentence before its companions light up, and how long the caret, in ms:
 *  nobody who types is asked for at every key. */
const REST = 160
const CARET_REST = 500
const KEPT = 100

export class Sentences {
  /** The sentences to light up: spans in runes of the cells' joined texts. */
  lit: { unit: string; from: Version; group: Group } | null = $state.raw(null)
  #known = new Map<string, Matched>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly doc: string,
    readonly session: Session,
  ) {}

  /** Somebody points at a place, or has the caret there (runes of the joined text). */
  point(unit: string, version: Version, at: number, caret = false) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#light(unit, version, at), caret ? CARET_REST : REST)
  }

  leave() {
    clearTimeout(this.#timer)
    this.lit = null
  }

  async #light(unit: string, version: Version, at: number) {
    const matched = await this.#matched(unit)
    const group = matched?.groups.find(g => {
      const span = g[version]
      return span && span[0] <= at && at <= span[1]
    })
    // A unit of one sentence needs no light.
    this.lit = group && matched!.groups.length > 1 ? { unit, from: version, group } : null
  }

  async #matched(unit: string): Promise<Matched | undefined> {
    const now = this.session.unit(unit)?.hashes
    const known = this.#known.get(unit)
    const fits = (m: Matched) => now && Object.entries(m.hashes).every(([v, h]) => now[v as Version] === h)
    if (known && fits(known)) return known
    const fresh = await getJSON<Matched>(
      `/api/documents/${this.doc}/sentences?unit=${encodeURIComponent(unit)}`,
    ).catch(() => undefined)
    if (!fresh || !fits(fresh)) return undefined
    this.#known.delete(unit)
    this.#known.set(unit, fresh)
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value!)
    return fresh
  }
}
