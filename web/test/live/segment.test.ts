// The state machine against a server that does nothing but order and map:
// whatever the delays, all end with the same text.

import { describe, expect, test } from 'vitest'
import type { Ops } from '../../src/message'
import * as segment from '../../src/live/segment'
import { apply, fromOps, toOps } from '../../src/live/text'
import { Random, randomChange } from './random'

interface Mail {
  from: number
  id: string
  base: number
  ops: Ops
}

interface Client {
  state: segment.State
  /** What an editor would show, changed only by typing and by the steps' changes. */
  screen: string
  inbox: { rev: number; ops: Ops; own?: string; from: number }[]
  out: Mail[]
}

class World {
  text: string
  readonly ops: Ops[] = []
  readonly clients: Client[]
  typed = 0
  constructor(
    readonly r: Random,
    start: string,
    n: number,
  ) {
    this.text = start
    this.clients = Array.from({ length: n }, () => ({
      state: segment.fresh(start, 0),
      screen: start,
      inbox: [],
      out: [],
    }))
  }

  type(c: Client): void {
    const set = randomChange(this.r, c.screen)
    c.screen = apply(set, c.screen)
    c.state = segment.typed(c.state, set)
    this.typed++
  }

  take(c: Client): void {
    if (!segment.ready(c.state)) return
    const id = `${this.clients.indexOf(c)}.${this.typed}`
    const { state, base, ops } = segment.take(c.state, id)
    c.state = state
    c.out.push({ from: this.clients.indexOf(c), id, base, ops: JSON.parse(JSON.stringify(ops)) as Ops })
  }

  /** The server takes one message of a client. */
  deliver(c: Client): void {
    const mail = c.out.shift()
    if (!mail) return
    let set = fromOps(mail.ops)
    for (const ops of this.ops.slice(mail.base)) set = set.map(fromOps(ops), false)
    const ops = toOps(set)
    this.ops.push(ops)
    this.text = apply(fromOps(ops), this.text)
    const rev = this.ops.length
    this.clients.forEach((other, from) =>
      other.inbox.push({ rev, ops, from, own: from === mail.from ? mail.id : undefined }),
    )
  }

  receive(c: Client): void {
    if (c.state.composing) return
    const r = c.inbox.shift()
    if (!r) return
    this.step(c, segment.stored(c.state, r))
    if (r.own) this.step(c, segment.settle(c.state, r.own))
  }

  step(c: Client, step: segment.Step): void {
    c.state = step.state
    if (step.change) c.screen = apply(step.change, c.screen)
    if (c.screen !== c.state.shown) throw new Error(`screen ${c.screen} ≠ shown ${c.state.shown}`)
  }

  /** Everything in an order of its own. */
  drain(): void {
    for (const c of this.clients) this.step(c, segment.composing(c.state, false))
    for (;;) {
      for (const c of this.clients) {
        this.take(c)
        while (c.out.length) this.deliver(c)
      }
      for (const c of this.clients) while (c.inbox.length) this.receive(c)
      if (!this.clients.some(c => segment.pending(c.state))) return
    }
  }
}

function run(seed: number, steps: number, clients: number, holds: boolean): World {
  const r = new Random(seed)
  const w = new World(r, r.pick(['', 'one paragraph', '北约在三十年前。', '𠮷👩‍🔬']), clients)
  for (let i = 0; i < steps; i++) {
    const c = r.pick(w.clients)
    const n = r.below(holds ? 9 : 8)
    if (n < 3) w.type(c)
    else if (n < 4) w.take(c)
    else if (n < 5) w.deliver(c)
    else if (n < 7) w.receive(c)
    else if (n < 8) w.step(c, segment.composing(c.state, !c.state.composing))
    else if (c.state.sent) {
      const { text, rev, sent } = c.state
      c.state = segment.hold(c.state, text, rev, [sent!.id])
    }
  }
  w.drain()
  return w
}

describe('texts come together', () => {
  test('over 100,000 changes, any delays, with compositions', () => {
    let typed = 0
    for (let seed = 1; typed < 100_000; seed++) {
      const w = run(seed, 400, 2 + (seed % 4), false)
      typed += w.typed
      for (const c of w.clients) {
        if (c.screen !== w.text || c.state.text !== w.text)
          throw new Error(`seed ${seed}: ${c.screen} ≠ ${w.text}`)
      }
    }
    expect(typed).toBeGreaterThanOrEqual(100_000)
  })

  test('also when sent changes cannot be followed', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const w = run(seed, 300, 3, true)
      for (const c of w.clients) expect(c.screen, `seed ${seed}`).toBe(w.text)
    }
  })
})

describe('one step at a time', () => {
  const start = segment.fresh('abc', 4)
  const insert = (at: number, text: string, length: number) =>
    fromOps([at, [0, text], length - at].filter(p => p !== 0) as Ops)

  test('saving is told in words', () => {
    expect(segment.saving(start)).toBe('synced')
    const dirty = segment.typed(start, insert(3, 'd', 3))
    expect(segment.saving(dirty)).toBe('dirty')
    const { state: waiting, base, ops } = segment.take(dirty, 'm1')
    expect([segment.saving(waiting), base, ops]).toEqual(['waiting', 4, [3, [0, 'd']]])
    expect(segment.saving(segment.typed(waiting, insert(0, 'x', 4)))).toBe('waiting-dirty')
    expect(segment.saving(segment.stored(waiting, { rev: 5, ops, own: 'm1' }).state)).toBe('synced')
  })

  test('of two at one place, the one stored first stands first', () => {
    const mine = segment.take(segment.typed(start, insert(1, 'M', 3)), 'm').state
    const { state, change } = segment.stored(mine, { rev: 5, ops: [1, [0, 'R'], 2] })
    expect(state.shown).toBe('aRMbc')
    expect(apply(change!, mine.shown)).toBe('aRMbc')
  })

  test('a revision that is not the next one is refused', () => {
    expect(() => segment.stored(start, { rev: 6, ops: [3] })).toThrow(RangeError)
  })

  test('what the server stored otherwise is taken as the server has it', () => {
    const mine = segment.typed(
      segment.take(segment.typed(start, insert(3, 'XY', 3)), 'm').state,
      insert(5, '!', 5),
    )
    const { state } = segment.stored(mine, { rev: 5, ops: [3, [0, 'X']], own: 'm' })
    expect([state.text, state.shown]).toEqual(['abcX', 'abcX!'])
  })

  test('given up, it shows the server text', () => {
    const mine = segment.typed(start, insert(0, 'zz', 3))
    const { state, change } = segment.drop(mine)
    expect([state.shown, apply(change!, mine.shown)]).toEqual(['abc', 'abc'])
  })

  test('moved over to another history, nothing typed is lost', () => {
    const mine = segment.typed(
      segment.take(segment.typed(start, insert(3, 'XY', 3)), 'm').state,
      insert(0, '!', 5),
    )
    expect(segment.rebase(mine, 'a-bc', 1).state.shown).toBe('!a-bcXY')
  })
})
