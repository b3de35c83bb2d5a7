// Messages that have one answer: structure, approvals, states, waivers. Each is
// sent again after a reconnect, with the same id and the same content, until the
// server has said yes or no.

import type { ServerMessage, SetMessage, StructMessage } from '../message'
import { saidIn, says } from './says'
import type { Answer } from './types'

export type Request = SetMessage | StructMessage
type Nack = Extract<ServerMessage, { t: 'nack' }>

export class Requests {
  private readonly open = new Map<string, { message: Request; resolve: (a: Answer) => void }>()

  /** The answer to come, for a message that the caller sends. */
  add(message: Request): Promise<Answer> {
    return new Promise(resolve => this.open.set(message.id, { message, resolve }))
  }

  /** Those without an answer, oldest first. */
  waiting(): Request[] {
    return [...this.open.values()].map(r => r.message)
  }

  answer(id: string, answer: Answer): void {
    const request = this.open.get(id)
    this.open.delete(id)
    request?.resolve(answer)
  }

  nack(n: Nack): void {
    this.answer(n.id, { ok: false, code: n.code, why: saidIn(n) })
  }

  /** Nobody will answer any more. */
  close(): void {
    for (const id of [...this.open.keys()]) {
      this.answer(id, {
        ok: false,
        code: 'closed',
        why: says('page.closed'),
      })
    }
  }
}
