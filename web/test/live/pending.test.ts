// Storage of pending edits on an IndexedDB in memory, with tabs that die.

import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { DatabaseStore } from '../../src/live/pending'
import { Hand, join, live, saved, sleep, until } from './hand'
import { Random } from './random'
import { SimNet } from './simnet'
import { SimServer } from './simserver'

/** Locks of one browser: a name has at most one holder. */
class Locks {
  private readonly held = new Set<string>()

  async request(
    name: string,
    _options: unknown,
    run: (lock: { name: string } | null) => unknown,
  ): Promise<unknown> {
    if (this.held.has(name)) return run(null)
    this.held.add(name)
    try {
      return await run({ name })
    } finally {
      this.held.delete(name)
    }
  }
}

class Tab {
  readonly storage: DatabaseStore
  constructor(
    browser: Chrome,
    readonly session = new Map<string, string>(),
  ) {
    this.storage = new DatabaseStore({
      indexedDB: browser.database,
      locks: browser.locks as unknown as LockManager,
      session: { getItem: k => session.get(k) ?? null, setItem: (k, v) => void session.set(k, v) },
    })
  }
}

class Chrome {
  readonly database = new IDBFactory()
  readonly locks = new Locks()
}

describe('storage', () => {
  test('a tab reads after a reload what it wrote', async () => {
    const browser = new Chrome()
    const tab = new Tab(browser)
    await tab.storage.save('d1', '', { text: '北约' })
    const id = await tab.storage.client('d1')
    tab.storage.close()
    await sleep(0)
    const again = new Tab(browser, tab.session)
    expect(await again.storage.client('d1')).toBe(id)
    expect(await again.storage.load('d1', '')).toEqual({ text: '北约' })
    expect(await again.storage.load('d2', '')).toBeUndefined()
  })

  test('two tabs have two names, also when one is a copy of the other', async () => {
    const browser = new Chrome()
    const tab = new Tab(browser)
    const id = await tab.storage.client('d1')
    const copy = new Tab(browser, new Map(tab.session))
    expect(await copy.storage.client('d1')).not.toBe(id)
    await tab.storage.save('d1', '', 1)
    await copy.storage.save('d1', '', 2)
    expect([await tab.storage.load('d1', ''), await copy.storage.load('d1', '')]).toEqual([1, 2])
  })

  test('only what dead tabs left is given to another', async () => {
    const browser = new Chrome()
    const [dead, alive, me] = [new Tab(browser), new Tab(browser), new Tab(browser)]
    await dead.storage.save('d1', '', 'dead')
    await alive.storage.save('d1', '', 'alive')
    await me.storage.save('d1', '', 'me')
    dead.storage.close()
    await sleep(0)
    const left = await me.storage.left('d1', '')
    expect(await Promise.all(left.map(l => l.storage.load('d1', '')))).toEqual(['dead'])
    expect(await new Tab(browser).storage.left('d1', '')).toEqual([])
    left[0]!.release()
    await sleep(0)
    expect((await new Tab(browser).storage.left('d1', '')).length).toBe(1)
  })
})

describe('what one person left', () => {
  test('is given to nobody else, in the same tab or in another', async () => {
    const browser = new Chrome()
    const tab = new Tab(browser)
    await tab.storage.save('d1', 'ann', 'hers')
    expect(await tab.storage.load('d1', 'bo')).toBeUndefined()
    expect(await tab.storage.load('d1', '')).toBeUndefined()
    await tab.storage.save('d1', 'bo', 'his')
    expect(await tab.storage.load('d1', 'ann')).toBe('hers')
    tab.storage.close()
    await sleep(0)
    const next = new Tab(browser)
    for (const [owner, found] of [
      ['ann', ['hers']],
      ['bo', ['his']],
      ['', []],
    ] as const) {
      const left = await next.storage.left('d1', owner)
      expect(await Promise.all(left.map(l => l.storage.load('d1', owner)))).toEqual(found)
      left.forEach(l => l.release())
      await sleep(0)
    }
  })

  test('is not sent by a connection that comes back as somebody else', async () => {
    const server = new SimServer({ s1: 'Europe.' })
    const net = new SimNet(server, new Random(7))
    server.account = 'ann'
    const session = await live(
      join({ name: 'A', socket: net.socket, storage: new Tab(new Chrome()).storage }),
    )
    net.down = true
    net.cut()
    new Hand(session, 's1').write(' Mine.')
    server.account = 'bo'
    net.down = false
    await until('refused', () => session.overview.link === 'refused')
    await sleep(300)
    expect([server.text('s1'), server.head]).toEqual(['Europe.', 0])
    session.close()
  })
})

describe('a tab that died', () => {
  test('its text is sent by another, once', async () => {
    const browser = new Chrome()
    const server = new SimServer({ s1: 'Europe.', s2: '欧洲。' })
    const net = new SimNet(server, new Random(5))
    const enter = (tab: Tab) => live(join({ name: 'A', socket: net.socket, storage: tab.storage }))
    const dead = new Tab(browser)
    const a = await enter(dead)
    const [h1, h2] = [new Hand(a, 's1'), new Hand(a, 's2')]
    h1.write(' One.')
    await until('stored', () => server.head === 1)
    net.down = true
    net.cut()
    h1.write(' Two.')
    h2.write('三。')
    await sleep(250)
    // It dies: no more of it is written, and its lock is free.
    dead.storage.save = async () => {}
    a.close()
    dead.storage.close()
    net.down = false
    const b = await enter(new Tab(browser))
    await until(
      'all of it',
      () => server.text('s1') === 'Europe. One. Two.' && server.text('s2') === '欧洲。三。',
    )
    await saved(b)
    await until('the same here', () => b.seg('s1')!.text === server.text('s1'))
    await sleep(300)
    expect([server.text('s1'), server.applied]).toEqual(['Europe. One. Two.', 3])
    const c = new Tab(browser)
    expect(await c.storage.left('d1', '')).toEqual([])
    b.close()
  })
})
