// A network between sessions and the simulated server: messages take their time,
// some are lost with everything after them, as on a broken TCP connection.

import type { ClientMessage, ServerMessage } from '../../src/message'
import type { Peer, SimServer } from './simserver'
import type { Random } from './random'

export class SimNet {
  private count = 0
  readonly open = new Set<SimSocket>()
  /** No new connections while true. */
  down = false
  /** What the server says is lost while true: its answers to what it has stored. */
  mute = false

  constructor(
    readonly server: SimServer,
    readonly random: Random,
    /** Longest way of a message, ms. */
    readonly delay = 5,
  ) {}

  readonly socket = (): WebSocket => new SimSocket(this, `c${++this.count}`) as unknown as WebSocket

  /** Cuts every connection; messages on their way are lost. */
  cut(): void {
    for (const s of [...this.open]) s.break()
  }
}

class SimSocket implements Peer {
  client = ''
  name = ''
  bufferedAmount = 0
  onopen: (() => void) | null = null
  onmessage: ((m: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  onerror: (() => void) | null = null
  private alive = true
  private readonly out: (() => void)[] = []
  private readonly back: (() => void)[] = []

  constructor(
    private readonly net: SimNet,
    readonly conn: string,
  ) {
    this.later('out', () => {
      if (net.down) return this.break()
      net.open.add(this)
      this.onopen?.()
    })
  }

  /** In order, each way for itself. */
  private later(way: 'out' | 'back', run: () => void): void {
    const queue = this[way]
    queue.push(run)
    setTimeout(() => {
      const next = queue.shift()
      if (this.alive) next?.()
    }, this.net.random.next() * this.net.delay)
  }

  /** Called with a ClientMessage's JSON by the session, with ServerMessages by the server. */
  send(data: string | ServerMessage[]): void {
    if (!this.alive) return
    if (typeof data === 'string') {
      this.later('out', () => this.net.server.receive(this, JSON.parse(data) as ClientMessage))
    } else if (data.length && !this.net.mute) {
      const json = JSON.stringify(data)
      this.later('back', () => this.onmessage?.({ data: json }))
    }
  }

  break(): void {
    if (!this.alive) return
    this.close()
    setTimeout(() => this.onclose?.(), 0)
  }

  close(): void {
    this.alive = false
    this.net.open.delete(this)
    this.net.server.leave(this)
  }
}
