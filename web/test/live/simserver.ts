// A server of the protocol in one place, for tests: it orders, maps, answers
// again, and forgets every connection when it restarts. It keeps what a database
// would. Structure is not its business; that is tested with the real one.

import type { ClientMessage, Event, Ops, ServerMessage, UnitView } from '../../src/message'
import { apply, fromOps, toOps } from '../../src/live/text'

interface Stored {
  text: string
  ops: Ops[]
}

export interface Peer {
  client: string
  conn: string
  name: string
  send(messages: ServerMessage[]): void
}

export class SimServer {
  epoch = 'e1'
  readonly segs = new Map<string, Stored>()
  events: (Event & { client: string })[] = []
  answers = new Map<string, { payload: string; event: Event }>()
  peers = new Map<Peer, number>()
  /** Sends a snapshot rather than more events than these. */
  mostEvents = 1000
  applied = 0
  refuse: (m: ClientMessage) => { code: string; key?: string; why: string } | null = () => null

  /** Whose account connections are of; none = nobody signs in. */
  account: string | undefined

  constructor(segs: Record<string, string>) {
    for (const [id, text] of Object.entries(segs)) this.segs.set(id, { text, ops: [] })
  }

  get head(): number {
    return this.events.length
  }

  text(seg: string): string {
    return this.segs.get(seg)!.text
  }

  receive(peer: Peer, m: ClientMessage): void {
    if (m.t === 'hello') this.hello(peer, m)
    else if (!this.peers.has(peer)) return
    else if (m.t === 'op') this.op(peer, m)
    else if (m.t === 'sync') this.catchUp(peer, m.since)
    else if (m.t === 'set') this.set(peer, m)
    else if (m.t === 'ping') peer.send([{ t: 'pong' }])
    else if (m.t === 'pres') this.pres(peer, m)
  }

  private hello(peer: Peer, m: Extract<ClientMessage, { t: 'hello' }>): void {
    peer.client = m.client
    peer.name = m.name
    const doc = { id: m.doc, title: 'T', versions: ['en' as const], units: 1, required: [] }
    const you = { conn: peer.conn, name: m.name, color: 1 }
    const lim = { message: 262144, segment: 100000, rate: 1000, burst: 10000 }
    const { epoch, head, account } = this
    peer.send([{ t: 'welcome', epoch, head, doc, you, role: 'admin', can: [], lim, account }])
    this.catchUp(peer, m.epoch === this.epoch ? (m.since ?? -1) : -1)
    this.peers.set(peer, this.head)
  }

  private catchUp(peer: Peer, since: number): void {
    if (since >= 0 && this.head - since <= this.mostEvents) {
      return void peer.send(this.events.slice(since).map(ev => this.as(peer, ev)))
    }
    const units = this.units()
    const half = Math.ceil(units.length / 2)
    const head = this.head
    const of = units.length
    peer.send([{ t: 'snap', part: 0, parts: 2, at: 0, of, head, units: units.slice(0, half) }])
    peer.send([{ t: 'snap', part: 1, parts: 2, at: half, of, head, units: units.slice(half) }])
  }

  private units(): UnitView[] {
    return [...this.segs].map(([id, s]) => ({
      id: `u${id}`,
      confidence: 1,
      cells: { en: { state: 'imported', segs: [{ id, kind: 'text', rev: s.ops.length, text: s.text }] } },
      findings: [],
      pairs: {},
      hashes: { en: String(s.text.length) },
    }))
  }

  private op(peer: Peer, m: Extract<ClientMessage, { t: 'op' }>): void {
    const no = this.refuse(m)
    if (no) return void peer.send([{ t: 'nack', id: m.id, ...no }])
    if (this.again(peer, m)) return
    const seg = this.segs.get(m.seg)
    if (!seg || m.base > seg.ops.length) {
      return void peer.send([{ t: 'nack', id: m.id, code: 'gone', why: 'There is no such revision.' }])
    }
    let set = fromOps(m.ops)
    for (const ops of seg.ops.slice(m.base)) set = set.map(fromOps(ops), false)
    const ops = toOps(set)
    seg.text = apply(fromOps(ops), seg.text)
    seg.ops.push(ops)
    this.applied++
    const stale = m.base < seg.ops.length - 1
    this.append(peer, m, { k: 'edit', seg: m.seg, rev: seg.ops.length, ops }, stale)
  }

  private set(peer: Peer, m: Extract<ClientMessage, { t: 'set' }>): void {
    if (this.again(peer, m)) return
    this.append(peer, m, { k: m.what, unit: m.unit, side: m.side, val: m.val }, false)
  }

  private again(peer: Peer, m: { id: string }): boolean {
    const before = this.answers.get(`${peer.client} ${m.id}`)
    if (!before) return false
    if (before.payload !== JSON.stringify(m)) throw new Error(`another payload for ${m.id}`)
    peer.send([{ ...before.event, own: true, id: m.id }])
    return true
  }

  private append(
    peer: Peer,
    m: { id: string },
    ev: Pick<Event, 'k'> & Partial<Event>,
    mapped: boolean,
  ): void {
    const event: Event & { client: string } = {
      t: 'ev',
      s: this.head + 1,
      by: peer.client,
      at: 0,
      client: peer.client,
      id: m.id,
      own: mapped,
      ...ev,
    }
    this.events.push(event)
    this.answers.set(`${peer.client} ${m.id}`, { payload: JSON.stringify(m), event: this.as(peer, event) })
    for (const other of this.peers.keys()) other.send([this.as(other, event)])
  }

  /** As one client sees it: its own changes carry no ops when they went in as sent. */
  private as(peer: Peer, { client, ...ev }: Event & { client: string }): Event {
    const own = client === peer.client
    if (!own) return { ...ev, own: undefined, id: undefined }
    return { ...ev, own: true, ops: ev.own ? ev.ops : undefined }
  }

  private pres(peer: Peer, m: Extract<ClientMessage, { t: 'pres' }>): void {
    const { seg, anchor, head, composing } = m
    const who = { conn: peer.conn, name: peer.name, color: 2 }
    for (const other of this.peers.keys())
      if (other !== peer) other.send([{ t: 'pres', ...who, seg, anchor, head, composing }])
  }

  leave(peer: Peer): void {
    if (!this.peers.delete(peer)) return
    for (const other of this.peers.keys()) other.send([{ t: 'gone', conn: peer.conn }])
  }
}
