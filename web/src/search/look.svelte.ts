// Looking words up in all documents: what is asked, and the hits so far.

import type { Found, Hit } from '../api'
import { getJSON } from '../http'
import { sentence } from '../ui/failure'
import { words } from '../words.svelte'

/** How long the hands rest before it is asked, in ms. */
const REST = 150

export class Look {
  typed = $state('')
  version = $state('')
  /** A document's id, a project's with "project:" before it, or '' for everywhere. */
  where = $state('')
  standing = $state('0')
  hits: readonly Hit[] = $state.raw([])
  /** There are more than these. */
  more = $state(false)
  /** The hits are of what is typed. */
  done = $state(false)
  behind = $state(0)
  problem = $state('')
  at = $state(0)
  #next: Found['next']
  #turn = 0
  #soon: ReturnType<typeof setTimeout> | undefined

  get chosen(): Hit | undefined {
    return this.hits[this.at]
  }

  type(text: string) {
    this.typed = text
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => void this.ask(), REST)
  }

  async ask() {
    clearTimeout(this.#soon)
    const turn = ++this.#turn
    this.done = false
    if (!this.typed.trim()) {
      this.hits = []
      this.more = false
      return
    }
    const found = await this.#get('', turn)
    if (!found) return
    this.hits = found.hits
    this.at = 0
    this.done = true
  }

  /** Chooses another hit; near the end more are fetched. */
  step(by: number) {
    this.at = Math.max(0, Math.min(this.at + by, this.hits.length - 1))
    if (this.at >= this.hits.length - 5) void this.further()
  }

  async further() {
    const [next, turn] = [this.#next, this.#turn]
    if (!next || !this.done) return
    this.#next = undefined
    const found = await this.#get(next.join('.'), turn)
    if (found) this.hits = [...this.hits, ...found.hits]
  }

  close() {
    clearTimeout(this.#soon)
    this.#turn++
  }

  async #get(after: string, turn: number): Promise<Found | undefined> {
    const query = new URLSearchParams({
      q: this.typed,
      version: this.version,
      standing: this.standing,
      after,
    })
    const [kind, id] = this.where.split(':')
    if (id) query.set(kind, id)
    try {
      const found = await getJSON<Found>(`/api/concordance?${query}`)
      if (turn !== this.#turn) return undefined
      this.#next = found.next
      this.more = !!found.next
      this.behind = found.behind ?? 0
      this.problem = ''
      return found
    } catch (e) {
      if (turn === this.#turn) this.problem = sentence(e, words())
      return undefined
    }
  }
}
