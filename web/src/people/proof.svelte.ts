// What is done only by who has shown a short time ago who they are: where the server asks
// for it, the page does, and goes on with what it was about.

import { Failure } from '../http'
import { Declined } from './passkey'

class Proof {
  /** Somebody is being asked; null = nobody. */
  waiting: { shown: () => void; left: () => void } | null = $state.raw(null)

  async before<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (e) {
      if (!(e instanceof Failure) || e.error?.key !== 'people.prove') throw e
    }
    try {
      await new Promise<void>((shown, left) => (this.waiting = { shown, left: () => left(new Declined()) }))
    } finally {
      this.waiting = null
    }
    return work()
  }
}

export const proof = new Proof()
