// The line itself: when it is given up, when it is tried again. On a clock of the test's.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Connection } from '../../src/live/connection'
import type { ClientMessage, ServerMessage } from '../../src/message'

class FakeSocket {
  static readonly all: FakeSocket[] = []
  onopen: (() => void) | null = null
  onmessage: ((m: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  sent: ClientMessage[] = []
  closed = false

  constructor() {
    FakeSocket.all.push(this)
  }
  send(data: string): void {
    this.sent.push(JSON.parse(data) as ClientMessage)
  }
  close(): void {
    this.closed = true
  }
}

const last = () => FakeSocket.all.at(-1)!
let line: Connection
let waits: number[]
let received: ServerMessage[]

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all.length = 0
  waits = []
  received = []
  line = new Connection({
    url: 'ws://x',
    socket: () => new FakeSocket() as unknown as WebSocket,
    hello: () => ({ t: 'hello', v: 1, doc: 'd', client: 'c', name: 'n' }),
    receive: messages => received.push(...messages),
    down: (_why, wait) => waits.push(wait),
  })
})

afterEach(() => {
  line.close()
  vi.useRealTimers()
})

describe('a connection', () => {
  test('says hello first and hands on all messages of a frame', () => {
    expect(line.send({ t: 'ping' })).toBe(false)
    last().onopen!()
    expect(last().sent.map(m => m.t)).toEqual(['hello'])
    last().onmessage!({ data: '[{"t":"pong"},{"t":"gone","conn":"1"}]' })
    expect(received.map(m => m.t)).toEqual(['pong', 'gone'])
  })

  test('waits between 0.5 and 30 s, longer each time, at random', () => {
    for (let i = 0; i < 40; i++) {
      last().onclose!()
      vi.advanceTimersByTime(waits.at(-1)!)
    }
    expect(FakeSocket.all.length).toBe(41)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(500)
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000)
    expect(waits[0]).toBeLessThanOrEqual(1000)
    expect(new Set(waits.slice(10)).size).toBeGreaterThan(20)
  })

  test('is tried at once on demand, and not while it is being tried', () => {
    last().onclose!()
    line.retry()
    line.retry()
    expect(FakeSocket.all.length).toBe(2)
  })

  test('comes back when the server said', () => {
    last().onopen!()
    line.comeBack(1234)
    last().onclose!()
    expect(waits).toEqual([1234])
  })

  test('asks whether the line lives, and gives it up without an answer', () => {
    last().onopen!()
    last().onmessage!({ data: '[]' })
    vi.advanceTimersByTime(20_000)
    expect(last().sent.map(m => m.t)).toEqual(['hello', 'ping'])
    last().onmessage!({ data: '[{"t":"pong"}]' })
    vi.advanceTimersByTime(20_000)
    expect(last().sent.map(m => m.t)).toEqual(['hello', 'ping', 'ping'])
    vi.advanceTimersByTime(15_000)
    expect([last().closed, waits.length]).toEqual([true, 1])
  })

  test('is given up sooner when an edit gets no answer, whatever else is sent', () => {
    last().onopen!()
    last().onmessage!({ data: '[]' })
    line.send({ t: 'op', id: 'm', seg: 's', base: 0, ops: [] })
    for (let i = 0; i < 200; i++) {
      line.send({ t: 'pres' })
      vi.advanceTimersByTime(100)
    }
    expect([last().closed, waits.length]).toEqual([true, 1])
  })

  test('a server that never answers is given up', () => {
    vi.advanceTimersByTime(15_000)
    expect([last().closed, waits.length]).toEqual([true, 1])
  })

  test('closed, it stays closed', () => {
    line.close()
    vi.advanceTimersByTime(100_000)
    line.retry()
    expect(FakeSocket.all.length).toBe(1)
  })
})
