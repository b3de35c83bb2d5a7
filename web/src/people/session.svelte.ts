// Who the page is open for: asked once when it opens, and again after everything
// that may have changed it.

import type { Here } from '../api'
import { getJSON, signedOut } from '../http'
import { LANGUAGES, type Language } from '../lang'
import { settings } from '../settings.svelte'

class Session {
  #here: Here | null = $state.raw(null)
  /** Somebody was signed in since the page opened: there may be something to keep. */
  was = $state(false)

  constructor() {
    // Any request may be the one that finds the session ended.
    signedOut.hook = () => void this.load()
  }

  /** null = not known yet. */
  get here(): Here | null {
    return this.#here
  }
  /** Somebody must sign in before anything else. */
  readonly lost = $derived(!!this.#here?.accounts && !this.#here.person)

  /** Whether a right is held for all documents. */
  can(right: string): boolean {
    return !this.#here || this.#here.can.includes(right)
  }

  /** Whether a right is held in any place. */
  anywhere(right: string): boolean {
    return !!this.#here?.anywhere.includes(right)
  }

  async load() {
    try {
      this.take(await getJSON<Here>('/api/session'))
    } catch {
      // The server cannot be reached: whatever the page asks for next says so.
    }
  }

  take(here: Here) {
    const before = this.#here?.person?.id
    // Somebody else signed in, in another tab: nothing stays of who was here.
    if (before && here.person && here.person.id !== before) return location.reload()
    this.#here = here
    const person = here.person
    if (person) this.was = true
    if (!person || person.id === before) return
    // What somebody chose goes with them from browser to browser.
    if (LANGUAGES.includes(person.language as Language)) settings.language = person.language as Language
    settings.zone = person.zone
    try {
      if (person.keys) settings.keys = JSON.parse(person.keys)
    } catch {
      // Keys that cannot be read are the usual ones.
    }
  }
}

export const session = new Session()
