// This very code against the real server: several people, broken connections,
// kill -9.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MemoryStore } from '../../src/live/pending'
import type { Session } from '../../src/live/types'
import { VERSIONS, type Version } from '../../src/message'
import { Hand, join, live, saved, sleep, until } from './hand'
import { Random } from './random'
import { RealServer } from './realserver'

const server = new RealServer()
const open: Session[] = []

beforeAll(() => server.start())
afterAll(async () => {
  for (const s of open) s.close()
  await server.close()
})

async function enter(doc: string, name: string, storage = new MemoryStore()): Promise<Session> {
  const session = join({ doc, name, url: server.url, socket: server.socket, storage })
  open.push(session)
  return live(session)
}

/** The texts of a version, one paragraph a line. */
function lines(s: Session, version: Version): string[] {
  return s.order.flatMap(id => s.unit(id)!.cells[version].segs.map(seg => s.seg(seg)!.text))
}

function everything(s: Session): string {
  return JSON.stringify(
    s.order.map(id => VERSIONS.map(v => s.unit(id)!.cells[v].segs.map(seg => s.seg(seg)!.text))),
  )
}

/** All show the same, and so does somebody who comes new. */
async function agreed(doc: string, ...sessions: Session[]): Promise<Session> {
  await saved(...sessions)
  const fresh = await enter(doc, 'Fresh')
  for (const s of sessions) await until('the same text', () => everything(s) === everything(fresh))
  return fresh
}

const rows = () => [
  { en: 'Europe needs a plan.', 'zh-Hans': '欧洲需要一个计划。', 'zh-Hant': '歐洲需要一個計畫。' },
  { en: 'It has 30 years.', 'zh-Hans': '它有30年。', 'zh-Hant': '它有30年。' },
]

/** The segment of a unit, by place. */
const at = (s: Session, n: number, v: Version = 'en') => s.unit(s.order[n]!)!.cells[v].segs[0]!

describe('against the real server', () => {
  test('two who type at once end equal', async () => {
    const doc = await server.create(rows())
    const [a, b] = await Promise.all([enter(doc, 'Ann'), enter(doc, 'Bo')])
    const [ha, hb] = [new Hand(a, at(a, 0, 'zh-Hans')), new Hand(b, at(b, 0, 'zh-Hans'))]
    const r = new Random(4)
    for (let i = 0; i < 150; i++) {
      r.pick([ha, hb]).scribble(r)
      await sleep(r.below(8))
    }
    const fresh = await agreed(doc, a, b)
    expect([ha.text, hb.text]).toEqual([lines(fresh, 'zh-Hans')[0], lines(fresh, 'zh-Hans')[0]])
  })

  test('a long document is there before its checks are, and tells how far they are', async () => {
    const long = Array.from({ length: 1500 }, (_, i) => ({
      en: `Chapter ${i} cost ${i + 100} dollars.`,
      'zh-Hans': `第${i}章花了${i + 100}美元。`,
      'zh-Hant': `第${i}章花了${i + 200}美元。`,
    }))
    const doc = await server.create(long)
    const session = join({
      doc,
      name: 'Ann',
      url: server.url,
      socket: server.socket,
      storage: new MemoryStore(),
    })
    open.push(session)
    const shares: number[] = []
    session.onOverview(() => session.overview.link === 'live' && shares.push(session.overview.checked))
    await live(session)
    await until('checked', () => session.overview.checked === 1, 30_000)
    expect(shares[0]).toBeLessThan(1)
    expect(shares).toEqual([...shares].sort((x, y) => x - y))
    const found = (s: Session) =>
      s.order.filter(id => s.unit(id)!.findings.some(f => f.check === 'num.value'))
    expect(found(session)).toHaveLength(1500)
    // Who comes later is told of no checks.
    expect((await enter(doc, 'Bo')).overview.checked).toBe(1)
  })

  test('what was typed offline merges', async () => {
    const doc = await server.create(rows())
    const [a, b] = await Promise.all([enter(doc, 'Ann'), enter(doc, 'Bo')])
    server.cut()
    await until('offline', () => a.overview.link === 'offline')
    a.edit(at(a, 0), 0, 0, 'Soon: ')
    a.edit(at(a, 1), 0, 0, 'Also, ')
    await live(b)
    const end = b.seg(at(b, 0))!.text.length
    b.edit(at(b, 0), end, end, ' Now.')
    await saved(b)
    a.retry()
    const fresh = await agreed(doc, a, b)
    expect(lines(fresh, 'en')).toEqual(['Soon: Europe needs a plan. Now.', 'Also, It has 30 years.'])
  })

  test('a page loaded again sends what it had not', async () => {
    const doc = await server.create(rows())
    const storage = new MemoryStore()
    const a = await enter(doc, 'Ann', storage)
    const hand = new Hand(a, at(a, 0))
    // The page goes while the first change is on its way.
    const gone = new Promise<void>(resolve =>
      a.onUnits(() => {
        if (a.seg(hand.seg)!.saving !== 'waiting') return
        hand.write(' Two.')
        a.close()
        resolve()
      }),
    )
    hand.write(' One.')
    await gone
    await sleep(50)
    const again = await enter(doc, 'Ann', storage)
    await saved(again)
    const fresh = await agreed(doc, again)
    expect(lines(fresh, 'en')[0]).toBe('Europe needs a plan. One. Two.')
  })

  test('a number changed raises a finding, changed back it goes', async () => {
    const doc = await server.create(rows())
    const a = await enter(doc, 'Ann')
    const unit = a.order[1]!
    const numbers = () => a.unit(unit)!.findings.filter(f => f.check.startsWith('num.'))
    await until('no finding', () => numbers().length === 0)
    a.edit(at(a, 1), 7, 9, '40')
    await until('a finding', () => numbers().length > 0)
    a.edit(at(a, 1), 7, 9, '30')
    await until('no finding again', () => numbers().length === 0)
  })

  test('an approval is of texts, and goes stale with them', async () => {
    const doc = await server.create(rows())
    const a = await enter(doc, 'Ann')
    const unit = a.order[0]!
    const status = () => a.unit(unit)!.pairs['en:zh-Hans']
    a.edit(at(a, 0), 0, 0, 'Now ')
    expect(await a.approve(unit, 'en:zh-Hans')).toEqual({ ok: true })
    await until('approved', () => status() === 'approved')
    a.edit(at(a, 0), 0, 0, 'X')
    await until('stale', () => status() === 'stale')
    a.edit(at(a, 0), 0, 1, '')
    await until('approved again', () => status() === 'approved')
    expect(await a.withdraw(unit, 'en:zh-Hans')).toEqual({ ok: true })
    await until('open', () => status() !== 'approved')
    expect(await a.setState(unit, 'en', 'rework', undefined, 'again')).toEqual({ ok: true })
    expect(a.unit(unit)!.cells.en.state).toBe('rework')
  })

  test('who is where is seen by others', async () => {
    const doc = await server.create(rows())
    const [a, b] = await Promise.all([enter(doc, 'Ann'), enter(doc, 'Bo')])
    b.here(at(b, 0), 2, 5)
    await until('Bo is seen', () =>
      a.overview.people.some(p => p.name === 'Bo' && p.anchor === 2 && p.head === 5),
    )
    b.close()
    await until('Bo is gone', () => !a.overview.people.some(p => p.name === 'Bo'))
  })

  test('many edits at once keep to the limits', async () => {
    const doc = await server.create(Array.from({ length: 250 }, (_, i) => ({ en: `Paragraph ${i}.` })))
    const a = await enter(doc, 'Ann')
    for (const id of a.order) a.edit(a.unit(id)!.cells.en.segs[0]!, 0, 0, '¶ ')
    const fresh = await agreed(doc, a)
    expect(lines(fresh, 'en').every(line => line.startsWith('¶ '))).toBe(true)
    expect(a.overview.refused).toEqual([])
  })
})

/** Edits that each put in one character that nobody else uses, so that each can be counted. */
class Tracer {
  typed = ''
  private static next = 0xac00

  constructor(
    public session: Session,
    readonly r: Random,
  ) {}

  write(): void {
    const { session, r } = this
    const segs = session.order.flatMap(id => VERSIONS.flatMap(v => session.unit(id)!.cells[v].segs))
    const seg = r.pick(segs)
    const at = r.below(session.seg(seg)!.text.length + 1)
    const mark = String.fromCharCode(Tracer.next++)
    this.typed += mark
    session.edit(seg, at, at, mark)
  }
}

/** Every character that was typed is there once. */
function accounted(fresh: Session, tracers: Tracer[]): void {
  const text = VERSIONS.map(v => lines(fresh, v).join('')).join('')
  for (const t of tracers) for (const mark of t.typed) expect(text.split(mark).length, mark).toBe(2)
}

describe('a server that dies', () => {
  test('keeps what it acknowledged, and everybody goes on', { timeout: 120_000 }, async () => {
    const plain = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })
    const doc = await server.create([plain('one'), plain('two'), plain('three')])
    const r = new Random(9)
    const sessions = await Promise.all(['A', 'B', 'C', 'D'].map(name => enter(doc, name)))
    const tracers = sessions.map(s => new Tracer(s, r))
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 30; i++) {
        r.pick(tracers).write()
        await sleep(r.below(10))
      }
      await server.stop(round % 4 === 3 ? 'SIGTERM' : 'SIGKILL')
      for (let i = 0; i < 5; i++) r.pick(tracers).write()
      await sleep(r.below(100))
      await server.start()
      sessions.forEach(s => s.retry())
      if (round % 2) await Promise.all(sessions.map(s => live(s)))
    }
    sessions.forEach(s => s.retry())
    const fresh = await agreed(doc, ...sessions)
    accounted(fresh, tracers)
  })
})

describe('structure between edits', () => {
  test('a step asked for before another is done is made on what that leaves', async () => {
    const doc = await server.create([...rows(), { en: 'The end.' }])
    const a = await enter(doc, 'Ann')
    const before = everything(a)
    const seg = at(a, 0)
    const down = { unit: a.order[0]!, side: 'en', dir: 1, seg } as const
    const answers = await Promise.all([a.struct('shift', down), a.struct('undo', {})])
    expect([answers, everything(a)]).toEqual([[{ ok: true }, { ok: true }], before])
    const twice = await Promise.all([
      a.struct('shift', down),
      a.struct('shift', down),
      a.struct('split', { seg, at: 7 }),
      a.struct('split', { seg, at: 13 }),
    ])
    expect(twice.map(x => x.ok)).toEqual([true, true, true, true])
    const cells = a.order.map(id => a.unit(id)!.cells.en.segs.map(s => a.seg(s)!.text))
    expect(cells).toEqual([[''], [''], ['Europe ', 'needs ', 'a plan.', 'It has 30 years.', 'The end.']])
  })

  test('loses and doubles nothing', { timeout: 120_000 }, async () => {
    const row = (i: number) => ({ en: `(${i}) one.`, 'zh-Hans': `〔${i}〕一。`, 'zh-Hant': `〔${i}〕壹。` })
    const doc = await server.create(Array.from({ length: 6 }, (_, i) => row(i)))
    const r = new Random(21)
    const stores = [new MemoryStore(), new MemoryStore(), new MemoryStore()]
    const sessions = await Promise.all(stores.map((storage, i) => enter(doc, `P${i}`, storage)))
    const tracers = sessions.map(s => new Tracer(s, r))
    const answers = new Map<string, number>()
    const waiting: Promise<void>[] = []
    for (let i = 0; i < 300; i++) {
      r.pick(tracers).write()
      if (r.chance(0.15)) waiting.push(restructure(r.pick(sessions), r, answers))
      if (r.chance(0.02)) server.cut()
      if (r.chance(0.2)) sessions.forEach(s => s.retry())
      await sleep(r.below(15))
      if (i % 100 === 50) {
        sessions[0]!.close()
        await sleep(r.below(60))
        tracers[0]!.session = sessions[0] = await enter(doc, 'P0', stores[0])
      }
      if (i % 100 === 99) {
        await server.stop()
        r.pick(tracers).write()
        await server.start()
        sessions.forEach(s => s.retry())
      }
    }
    sessions.forEach(s => s.retry())
    await Promise.all(waiting)
    const fresh = await agreed(doc, ...sessions)
    expect(sessions.flatMap(s => s.overview.refused)).toEqual([])
    accounted(fresh, tracers)
    for (const kind of ['split', 'merge', 'shift']) expect(answers.get(`${kind} ok`), kind).toBeGreaterThan(0)
  })
})

/** A random structural step, as the keys of the workbench ask for it. */
async function restructure(s: Session, r: Random, answers: Map<string, number>): Promise<void> {
  const unit = s.unit(r.pick(s.order))!
  const side = r.pick(VERSIONS)
  const seg = unit.cells[side].segs[0]
  const kind = r.pick(['split', 'split', 'merge', 'shift', 'undo'] as const)
  if (kind !== 'undo' && !seg) return
  const args = {
    split: { seg, at: r.below(s.seg(seg!)!.text.length + 1) },
    merge: { seg },
    shift: { unit: unit.id, side, dir: r.chance(0.5) ? (1 as const) : (-1 as const) },
    undo: {},
  }[kind]
  const answer = await s.struct(kind, args)
  const key = answer.ok ? `${kind} ok` : `${kind} ${answer.code}`
  answers.set(key, (answers.get(key) ?? 0) + 1)
}
