// Whose a connection is: the server says so in its welcome, and nobody else is
// believed. What the browser keeps for somebody is read only then, and what comes
// behind the welcome waits for it.

import type { ServerMessage } from '../message'
import { nothingKept, readKept, type Kept } from './kept'
import type { Pending } from './types'

export interface Household {
  /** What an earlier page left for the owner, before anything of the document. */
  recall(left: Kept | null): void
  receive(messages: ServerMessage[]): void
  /** The connection came back as somebody else's: another signed in, in another tab. */
  stranger(): void
}

export class Owner {
  /** The id of the account, '' where nobody signs in, null before the first welcome. */
  id: string | null = null
  private waiting: ServerMessage[] | null = null
  /** Whether storage is known to hold nothing. */
  private clean = false

  constructor(
    private readonly doc: string,
    private readonly store: Pending,
    private readonly house: Household,
  ) {}

  take(messages: ServerMessage[]): void {
    if (this.waiting) return void this.waiting.push(...messages)
    const welcome = messages.find(m => m.t === 'welcome')
    const id = welcome?.account ?? ''
    if (!welcome || this.id === id) return this.house.receive(messages)
    if (this.id !== null) return this.house.stranger()
    this.id = id
    this.waiting = messages
    void this.recall(id)
  }

  private async recall(id: string): Promise<void> {
    this.house.recall(readKept(await this.store.load(this.doc, id).catch(() => null)))
    const all = this.waiting!
    this.waiting = null
    this.house.receive(all)
  }

  async save(kept: Kept): Promise<void> {
    const nothing = nothingKept(kept)
    if (this.id === null || (nothing && this.clean)) return
    this.clean = false
    await this.store.save(this.doc, this.id, nothing ? null : kept)
    this.clean = nothing
  }
}
