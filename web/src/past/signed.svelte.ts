// What has changed since a document was signed off: the units whose texts are others
// than those that were signed. An edit that is taken back counts no more.

import { getJSON } from '../http'
import { VERSIONS, type DocInfo } from '../message'
import type { Session, Unit } from '../live/types'
import type { Hashes } from './types'

/** What is looked at: the open document, and which of its units are shown. */
interface Watched {
  readonly doc: string
  readonly session: Session
  readonly info: DocInfo | null
  readonly order: readonly string[]
  readonly filter: string
  choose(): void
}

export class Signed {
  #seq = 0
  #then: Hashes | null = null
  readonly #changed = new Set<string>()
  /** Units that have changed, and signed ones that are gone. */
  count = $state(0)

  constructor(private readonly bench: Watched) {}

  /** To be called when there may be another sign-off. */
  async look() {
    const seq = this.bench.info?.signed?.seq ?? 0
    if (seq === this.#seq) return
    this.#seq = seq
    try {
      const then = await getJSON<Hashes>(`/api/documents/${this.bench.doc}/moments/${seq}/hashes`)
      if (this.#seq !== seq) return
      this.#then = then
      this.note(null)
      if (this.bench.filter === 'signed') this.bench.choose()
    } catch {
      this.#seq = 0 // with the next news it is asked for again
    }
  }

  changed(unit: string): boolean {
    return this.#changed.has(unit)
  }

  /** To be called when units are others; null = all. */
  note(units: Iterable<string> | null) {
    const { session, order } = this.bench
    if (!this.#then) return
    if (!units) this.#changed.clear()
    for (const id of units ?? order) {
      const unit = session.unit(id)
      if (unit && this.#differs(unit)) this.#changed.add(id)
      else this.#changed.delete(id)
    }
    // While the document is still coming, units are not gone.
    const gone =
      session.overview.loaded < 1 ? 0 : Object.keys(this.#then).filter(id => !session.unit(id)).length
    this.count = this.#changed.size + gone
  }

  #differs(unit: Unit): boolean {
    const then = this.#then![unit.id]
    return !then || VERSIONS.some(v => (then[v] ?? '') !== (unit.hashes[v] ?? ''))
  }
}
