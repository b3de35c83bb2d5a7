// The websocket: it says hello, hands on what comes in, notices when the line is
// dead and connects again. It knows nothing of documents.

import type { ClientMessage, Said, ServerMessage } from '../message'
import { says } from './says'

/** Milliseconds. The waits between attempts are random between the two, doubling towards the second. */
const SHORTEST_WAIT = 500
const LONGEST_WAIT = 30_000
/** A ping when nothing came in for so long, and sooner when something was sent that wants an answer. */
const PING_EVERY = 20_000
const ANSWER_WITHIN = 5_000
/** Nothing received for so long after a ping: the line is dead. */
const DEAD_AFTER = 15_000
/** An attempt to connect is given up. */
const CONNECT_WITHIN = 15_000

export interface Wires {
  url: string
  socket: (url: string) => WebSocket
  hello(): ClientMessage
  /** All messages of one frame. */
  receive(messages: ServerMessage[]): void
  /** The line is gone; wait is the milliseconds until the next attempt. */
  down(why: Said, wait: number): void
}

export class Connection {
  private socket: WebSocket | null = null
  private open = false
  /** Something was sent that wants an answer, and nothing has come in since. */
  private asked = false
  private attempts = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setTimeout> | undefined
  private retryAfter: number | null = null
  private ended = false

  constructor(private readonly wires: Wires) {
    globalThis.addEventListener?.('online', this.retry)
    globalThis.addEventListener?.('offline', this.suspect)
    this.connect()
  }

  /** Whether the message went to the socket. */
  send(message: ClientMessage): boolean {
    if (!this.open || !this.socket) return false
    this.socket.send(JSON.stringify(message))
    if (!this.asked && message.t !== 'pres') {
      this.asked = true
      this.expect(ANSWER_WITHIN)
    }
    return true
  }

  /** The server answered as it should: the next wait is short again. */
  healthy(): void {
    this.attempts = 0
  }

  /** The server said when to come back, in milliseconds. */
  comeBack(after: number): void {
    this.retryAfter = after
  }

  /** Connects now if it is waiting to. */
  readonly retry = (): void => {
    if (this.ended || this.socket) return
    this.attempts = 0
    clearTimeout(this.timer)
    this.connect()
  }

  /** Drops the line and connects again after so many milliseconds. */
  restart(why: Said, after: number): void {
    this.retryAfter = after
    this.lost(why)
  }

  /** No more attempts. */
  close(): void {
    this.ended = true
    clearTimeout(this.timer)
    clearTimeout(this.watch)
    globalThis.removeEventListener?.('online', this.retry)
    globalThis.removeEventListener?.('offline', this.suspect)
    this.detach()
  }

  private connect(): void {
    let socket: WebSocket
    try {
      socket = this.wires.socket(this.wires.url)
    } catch (err) {
      return this.lost({ why: err instanceof Error ? err.message : String(err) })
    }
    this.socket = socket
    this.watch = setTimeout(() => this.lost(says('page.silent')), CONNECT_WITHIN)
    socket.onopen = () => {
      this.open = true
      this.asked = false
      this.send(this.wires.hello())
    }
    socket.onmessage = (m: MessageEvent) => {
      this.asked = false
      this.expect(PING_EVERY)
      this.wires.receive(parse(m.data))
    }
    socket.onclose = () => this.lost(says('page.lost'))
    socket.onerror = () => {}
  }

  /** The browser says the network is gone: ask the server whether it is. */
  private readonly suspect = (): void => {
    if (this.open) this.ping(2000)
  }

  private expect(within: number): void {
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.ping(DEAD_AFTER), within)
  }

  private ping(patience: number): void {
    this.asked = true
    if (!this.send({ t: 'ping' })) return
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.lost(says('page.silent')), patience)
  }

  private detach(): void {
    const socket = this.socket
    this.socket = null
    this.open = false
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  private lost(why: Said): void {
    clearTimeout(this.watch)
    clearTimeout(this.timer)
    this.detach()
    if (this.ended) return
    const wait = this.retryAfter ?? this.nextWait()
    this.retryAfter = null
    this.timer = setTimeout(() => this.connect(), wait)
    this.wires.down(why, wait)
  }

  private nextWait(): number {
    const most = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** ++this.attempts)
    return SHORTEST_WAIT + Math.random() * (most - SHORTEST_WAIT)
  }
}

function parse(data: unknown): ServerMessage[] {
  const value: unknown = JSON.parse(String(data))
  return (Array.isArray(value) ? value : [value]) as ServerMessage[]
}
