// How much concerns the person and is not read yet: asked for now and then while the
// page is seen, and at once where something happened that may have changed it.

import type { Notice } from './notice'
import { getJSON, sendJSON } from '../http'
import { session } from '../people/session.svelte'

const EVERY = 10_000

class Inbox {
  unread = $state(0)
  #users = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Looks as long as anybody shows it. */
  start(): () => void {
    if (!this.#users++) {
      document.addEventListener('visibilitychange', this.look)
      void this.look()
    }
    return () => {
      if (--this.#users) return
      document.removeEventListener('visibilitychange', this.look)
      clearTimeout(this.#timer)
    }
  }

  readonly look = async () => {
    clearTimeout(this.#timer)
    if (!session.here?.person || document.visibilityState !== 'visible') return
    try {
      this.unread = (await getJSON<{ unread: number }>('/api/inbox/unread')).unread
    } catch {
      // Without a connection it stays as it was.
    }
    clearTimeout(this.#timer)
    if (this.#users) this.#timer = setTimeout(this.look, EVERY)
  }

  async list(): Promise<Notice[]> {
    const { notices, unread } = await getJSON<{ notices: Notice[]; unread: number }>('/api/inbox')
    this.unread = unread
    return notices
  }

  /** Some were read, or are to count as unread again. */
  async see(ids: readonly string[], seen: boolean) {
    this.unread = (await sendJSON<{ unread: number }>('PUT', '/api/inbox/seen', { ids, seen })).unread
  }
}

export const inbox = new Inbox()
