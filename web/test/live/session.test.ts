// Whole sessions over a simulated network: loss, delay, repeats, restarts.

import { describe, expect, test } from 'vitest'
import type { Kept } from '../../src/live/kept'
import { MemoryStore } from '../../src/live/pending'
import type { Session } from '../../src/live/types'
import { Hand, join, live, saved, sleep, until } from './hand'
import { Random } from './random'
import { SimNet } from './simnet'
import { SimServer } from './simserver'

function world(texts: Record<string, string> = { s1: 'Europe needs a plan.', s2: '欧洲需要一个计划。' }) {
  const server = new SimServer(texts)
  const net = new SimNet(server, new Random(11))
  const enter = (name: string, storage = new MemoryStore()) =>
    live(join({ name, socket: net.socket, storage }))
  return { server, net, enter }
}

describe('a session', () => {
  test('shows what another types', async () => {
    const { server, enter } = world()
    const [a, b] = await Promise.all([enter('A'), enter('B')])
    const hand = new Hand(a, 's2')
    hand.write('朋友')
    expect(a.seg('s2')!.saving).toBe('dirty')
    await until('B sees it', () => b.seg('s2')!.text === '欧洲需要一个计划。朋友')
    await saved(a)
    expect([server.text('s2'), a.seg('s2')!.saving]).toEqual(['欧洲需要一个计划。朋友', 'synced'])
    a.close()
    b.close()
  })

  test('tells its listeners once for everything that came together', async () => {
    const { enter } = world()
    const a = await enter('A')
    const told: (ReadonlySet<string> | null)[] = []
    a.onUnits(ids => told.push(ids))
    a.edit('s1', 0, 0, 'X')
    a.edit('s2', 0, 0, 'Y')
    await Promise.resolve()
    expect(told.map(ids => [...(ids ?? [])])).toEqual([['us1', 'us2']])
    a.close()
  })

  test('goes on typing without a connection and merges when it is back', async () => {
    const { server, net, enter } = world()
    const [a, b] = await Promise.all([enter('A'), enter('B')])
    const [ha, hb] = [new Hand(a, 's1'), new Hand(b, 's1')]
    net.down = true
    net.cut()
    await until('A is offline', () => a.overview.link === 'offline')
    ha.write('At last: ', 0)
    hb.write(' Now.')
    expect(a.overview.unsaved).toBe(1)
    net.down = false
    a.retry()
    b.retry()
    await saved(a, b)
    await until('equal', () => ha.text === hb.text)
    expect(server.text('s1')).toBe('At last: Europe needs a plan. Now.')
    expect(ha.text).toBe(server.text('s1'))
    a.close()
    b.close()
  })

  test('takes a snapshot when too much was missed, and keeps what is pending', async () => {
    const { server, net, enter } = world()
    server.mostEvents = 2
    const [a, b] = await Promise.all([enter('A'), enter('B')])
    const [ha, hb] = [new Hand(a, 's1'), new Hand(b, 's1')]
    ha.write('1')
    await saved(a)
    for (const s of net.open) if (s.client !== '') s.break()
    net.down = true
    ha.write('2')
    await until('offline', () => a.overview.link === 'offline' && b.overview.link === 'offline')
    net.down = false
    b.retry()
    await live(b)
    for (const word of ['x', 'y', 'z', 'w']) {
      hb.write(word, 0)
      await saved(b)
    }
    ha.write('3')
    a.retry()
    await saved(a)
    expect(ha.text).toBe('wzyxEurope needs a plan.123')
    await until('equal', () => hb.text === ha.text)
    expect(server.text('s1')).toBe(ha.text)
    a.close()
    b.close()
  })

  test('puts a refused edit in the box and shows the server text again', async () => {
    const { server, enter } = world()
    const a = await enter('A')
    server.refuse = () => ({ code: 'rights', why: 'You may not edit here.' })
    const hand = new Hand(a, 's1')
    hand.write(' Mine.')
    await until('refused', () => a.overview.refused.length === 1)
    expect(a.overview.refused[0]).toMatchObject({
      seg: 's1',
      version: 'en',
      text: 'Europe needs a plan. Mine.',
    })
    expect([hand.text, a.overview.unsaved]).toEqual(['Europe needs a plan.', 0])
    a.dismiss(a.overview.refused[0]!.id)
    expect(a.overview.refused).toEqual([])
    a.close()
  })

  test('sends an edit again that was refused for haste', async () => {
    const { server, enter } = world()
    const a = await enter('A')
    let times = 0
    server.refuse = () => (times++ < 1 ? { code: 'rate', why: 'Too fast.' } : null)
    new Hand(a, 's1').write('!')
    await saved(a)
    expect([server.text('s1'), a.overview.refused.length]).toEqual(['Europe needs a plan.!', 0])
    a.close()
  })

  test('says why nothing can be saved, and since when, until it can', async () => {
    const { server, enter } = world()
    const a = await enter('A')
    expect(a.overview.stuck).toBeNull()
    server.refuse = m =>
      m.t === 'op' ? { code: 'full', key: 'fault.full', why: 'There is no room on the disk.' } : null
    const before = Date.now()
    new Hand(a, 's1').write('!')
    await until('stuck', () => a.overview.stuck !== null)
    const { said, since } = a.overview.stuck!
    expect([said.key, said.why, a.overview.unsaved]).toEqual([
      'fault.full',
      'There is no room on the disk.',
      1,
    ])
    expect(since).toBeGreaterThanOrEqual(before)
    new Hand(a, 's2').write('？')
    await until('both wait', () => a.overview.unsaved === 2)
    expect([a.overview.stuck?.since, a.overview.refused.length]).toEqual([since, 0])
    server.refuse = () => null
    await saved(a)
    await until('told that it works again', () => a.overview.stuck === null)
    expect([server.text('s1'), server.text('s2')]).toEqual(['Europe needs a plan.!', '欧洲需要一个计划。？'])
    a.close()
  })

  test('refuses at once what the server would refuse for its size', async () => {
    const { server, enter } = world()
    const a = await enter('A')
    a.edit('s1', 0, 0, 'x'.repeat(100_001))
    await until('refused', () => a.overview.refused.length === 1)
    expect(server.head).toBe(0)
    expect(a.seg('s1')!.text).toBe('Europe needs a plan.')
    a.close()
  })

  test('lets nothing in or out while composing', async () => {
    const { server, enter } = world()
    const [a, b] = await Promise.all([enter('A'), enter('B')])
    const [ha, hb] = [new Hand(a, 's2'), new Hand(b, 's2')]
    ha.compose(true)
    ha.write('pin yin')
    hb.write('「', 0)
    b.edit('s1', 0, 0, 'Old ')
    await saved(b)
    await until('others go on', () => a.seg('s1')!.text.startsWith('Old'))
    await sleep(100)
    expect([ha.text, server.text('s2')]).toEqual(['欧洲需要一个计划。pin yin', '「欧洲需要一个计划。'])
    ha.compose(false)
    await saved(a)
    expect([ha.text, server.text('s2')]).toEqual([
      '「欧洲需要一个计划。pin yin',
      '「欧洲需要一个计划。pin yin',
    ])
    a.close()
    b.close()
  })

  test('keeps the screen still when a snapshot comes while composing', async () => {
    const { server, net, enter } = world()
    server.mostEvents = -1
    const [a, b] = await Promise.all([enter('A'), enter('B')])
    const [ha, hb] = [new Hand(a, 's2'), new Hand(b, 's2')]
    ha.compose(true)
    ha.write('中')
    hb.write('「', 0)
    await saved(b)
    net.cut()
    a.retry()
    await until('offline', () => a.overview.link === 'offline')
    a.retry()
    await live(a)
    expect(a.seg('s2')!.text).toBe('欧洲需要一个计划。中')
    ha.compose(false)
    await saved(a)
    expect([ha.text, server.text('s2')]).toEqual(['「欧洲需要一个计划。中', '「欧洲需要一个计划。中'])
    a.close()
    b.close()
  })

  test('answers a state, also over a broken connection', async () => {
    const { net, enter } = world()
    const a = await enter('A')
    const answer = a.setState('us1', 'en', 'rework')
    net.cut()
    expect(await answer).toEqual({ ok: true })
    expect(a.unit('us1')!.cells.en.state).toBe('rework')
    a.close()
  })

  test('says at once that it is not connected', async () => {
    const { net, enter } = world()
    const a = await enter('A')
    net.down = true
    net.cut()
    await until('offline', () => a.overview.link === 'offline')
    expect(await a.approve('us1', 'en:zh-Hans')).toMatchObject({ ok: false, code: 'offline' })
    a.close()
  })

  test('tells where others are', async () => {
    const { enter } = world()
    const [a, b] = await Promise.all([enter('A'), enter('B')])
    b.here('s1', 3, 5)
    await until('A sees B', () => a.overview.people.some(p => p.seg === 's1' && p.head === 5))
    a.edit('s1', 0, 0, '12')
    expect(a.overview.people[0]).toMatchObject({ anchor: 5, head: 7 })
    b.close()
    await until('A sees B go', () => a.overview.people.length === 0)
    a.close()
  })

  test('takes out of a text what cannot be stored', async () => {
    const { server, enter } = world()
    const a = await enter('A')
    const hand = new Hand(a, 's1')
    hand.write('\0\ud83d!')
    await saved(a)
    expect([hand.text, server.text('s1')]).toEqual(['Europe needs a plan.!', 'Europe needs a plan.!'])
    a.close()
  })
})

describe('after a reload', () => {
  test('what was typed without a connection is sent', async () => {
    const { server, net, enter } = world()
    const storage = new MemoryStore()
    const [a, b] = await Promise.all([enter('A', storage), enter('B')])
    new Hand(a, 's1').write(' Soon.')
    net.down = true
    net.cut()
    a.close()
    await until('offline', () => b.overview.link === 'offline')
    net.down = false
    b.retry()
    await live(b)
    b.edit('s1', 0, 0, 'Old ')
    await saved(b)
    const again = await enter('A', storage)
    await saved(again)
    expect(server.text('s1')).toBe('Old Europe needs a plan. Soon.')
    expect(again.seg('s1')!.text).toBe(server.text('s1'))
    b.close()
    again.close()
  })

  test('what the server had already is not sent twice', async () => {
    const { server, net, enter } = world()
    const storage = new MemoryStore()
    const a = await enter('A', storage)
    const hand = new Hand(a, 's1')
    net.mute = true
    hand.write(' Once.')
    await until('stored', () => server.head === 1)
    const before = (await storage.load('d1', '')) as Kept
    expect(before.outbox.length).toBe(1)
    net.cut()
    net.mute = false
    hand.write(' More.')
    a.close()
    await sleep(20)
    const again = await enter('A', storage)
    await saved(again)
    expect(server.text('s1')).toBe('Europe needs a plan. Once. More.')
    for (let i = 0; i < 200 && (await storage.load('d1', '')); i++) await sleep(50)
    expect(await storage.load('d1', '')).toBeFalsy()
    again.close()
  })

  test('a key is written once before it goes out, and what is done with is taken away in the next pause', async () => {
    const { server, enter } = world()
    const storage = new MemoryStore()
    const written: unknown[] = []
    const save = storage.save.bind(storage)
    storage.save = (doc, owner, value) => (written.push(value), save(doc, owner, value))
    const a = await enter('A', storage)
    new Hand(a, 's1').write('!')
    await saved(a)
    expect(server.text('s1')).toBe('Europe needs a plan.!')
    expect(written.filter(value => value !== null).length).toBe(1)
    for (let i = 0; i < 200 && (await storage.load('d1', '')); i++) await sleep(50)
    expect(await storage.load('d1', '')).toBeNull()
    a.close()
  })

  test('a server set back to a backup gets the text again', async () => {
    const { server, net, enter } = world()
    const a = await enter('A')
    const hand = new Hand(a, 's1')
    hand.write(' First.')
    await saved(a)
    net.down = true
    net.cut()
    hand.write(' Second.')
    a.edit('s2', 0, 0, '「')
    await until('offline', () => a.overview.link === 'offline')
    server.epoch = 'e2'
    server.events = []
    server.answers.clear()
    server.segs.set('s1', { text: 'Europe needs a good plan.', ops: [] })
    net.down = false
    a.retry()
    await saved(a)
    expect(hand.text).toBe(server.text('s1'))
    expect(server.text('s1')).toBe('Europe needs a good plan. Second.')
    expect(server.text('s2')).toBe('「欧洲需要一个计划。')
    expect(a.overview.refused).toMatchObject([{ seg: 's1', text: 'Europe needs a plan. First. Second.' }])
    a.close()
  })
})

describe('a bad network', () => {
  test('loses and doubles nothing', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 4; seed++) await storm(seed)
  })
})

/** Four people type into two texts while connections break and the server restarts; one reloads the page. */
async function storm(seed: number): Promise<void> {
  const r = new Random(seed)
  const server = new SimServer({ s1: 'one', s2: '二', s3: '' })
  let marks = ''
  server.mostEvents = seed % 2 ? 1000 : 3
  const net = new SimNet(server, r, 12)
  const stores = Array.from({ length: 4 }, () => new MemoryStore())
  const enter = (i: number) => live(join({ name: `P${i}`, socket: net.socket, storage: stores[i]! }))
  const sessions: Session[] = await Promise.all(stores.map((_, i) => enter(i)))
  const hands = sessions.map(s => [new Hand(s, 's1'), new Hand(s, 's2')])
  for (let i = 0; i < 600; i++) {
    // In the third text nothing is taken out: each character must be there once at the end.
    const mark = String.fromCharCode(0x4e00 + i)
    const writer = r.pick(sessions)
    const place = r.below(writer.seg('s3')!.text.length + 1)
    writer.edit('s3', place, place, mark)
    marks += mark
    const hand = r.pick(r.pick(hands))
    if (r.chance(0.05)) {
      hand.compose(true)
      hand.scribble(r)
      setTimeout(() => hand.compose(false), 30)
    } else hand.scribble(r)
    if (r.chance(0.02)) net.cut()
    if (r.chance(0.02)) r.pick([...net.open])?.break()
    if (r.chance(0.3)) sessions.forEach(s => s.retry())
    if (r.chance(0.4)) await sleep(r.below(12))
    if (i === 300) {
      await sleep(40)
      sessions[0]!.close()
      await sleep(20)
      sessions[0] = await enter(0)
      hands[0] = [new Hand(sessions[0], 's1'), new Hand(sessions[0], 's2')]
    }
  }
  await sleep(50)
  sessions.forEach(s => s.retry())
  await saved(...sessions)
  for (const [n, seg] of (['s1', 's2'] as const).entries()) {
    await until(`seed ${seed}: ${seg} equal`, () => hands.every(h => h[n]!.text === server.text(seg)))
  }
  expect([...server.text('s3')].sort().join('')).toBe([...marks].sort().join(''))
  expect(server.applied).toBeGreaterThan(50)
  sessions.forEach(s => s.close())
}
