// Where pending edits are kept between two loads of a page. Each tab has a client
// id of its own, in sessionStorage, and holds a lock of that name while it lives;
// so a record whose lock is free was left behind by a tab that is no more, and
// another may send what is in it, under the name of the one that wrote it.

import type { Pending } from './types'

export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, b => b.toString(36).padStart(2, '0')).join('')
}

/** Keeps nothing beyond the page; for tests and where there is no IndexedDB. */
export class MemoryStore implements Pending {
  private readonly values = new Map<string, unknown>()
  constructor(readonly id: string = randomId()) {}

  async load(doc: string, owner: string): Promise<unknown> {
    return structuredClone(this.values.get(`${doc}/${owner}`))
  }
  async save(doc: string, owner: string, value: unknown): Promise<void> {
    this.values.set(`${doc}/${owner}`, structuredClone(value))
  }
  async client(_doc: string): Promise<string> {
    return this.id
  }
}

/** The parts of the browser that the store uses, to be replaced in tests. */
export interface Browser {
  indexedDB: IDBFactory
  locks?: Pick<LockManager, 'request'>
  session?: Pick<Storage, 'getItem' | 'setItem'>
}

const DATABASE = 'triptych'
const RECORDS = 'pending'

/** The name of a record. Where nobody signs in it has two parts. */
const keyOf = (doc: string, client: string, owner: string) => (owner ? [doc, client, owner] : [doc, client])

export class DatabaseStore implements Pending {
  private opened: Promise<IDBDatabase> | null = null
  private name: Promise<string> | null = null
  private release = () => {}

  constructor(private readonly browser: Browser = globalThis as unknown as Browser) {}

  /** This tab's id. A duplicated tab starts with its twin's sessionStorage, but cannot get its lock. */
  client(_doc: string): Promise<string> {
    return (this.name ??= this.claim())
  }

  private async claim(): Promise<string> {
    const session = this.browser.session
    const before = session?.getItem('triptych.client')
    if (before) {
      const release = await this.hold(before)
      if (release) {
        this.release = release
        return before
      }
    }
    const id = randomId()
    session?.setItem('triptych.client', id)
    this.release = (await this.hold(id)) ?? (() => {})
    return id
  }

  /** Frees the tab's name, as the browser does when the tab goes. */
  close(): void {
    this.release()
    void this.opened?.then(db => db.close())
  }

  async load(doc: string, owner: string): Promise<unknown> {
    return this.read(keyOf(doc, await this.client(doc), owner))
  }

  async save(doc: string, owner: string, value: unknown): Promise<void> {
    return this.write(keyOf(doc, await this.client(doc), owner), value)
  }

  async left(doc: string, owner: string): Promise<{ storage: Pending; release(): void }[]> {
    if (!this.browser.locks) return []
    const me = await this.client(doc)
    const found: { storage: Pending; release(): void }[] = []
    for (const client of await this.clients(doc, owner)) {
      if (client === me) continue
      const release = await this.hold(client)
      if (!release) continue
      const storage: Pending = {
        load: (d, o) => this.read(keyOf(d, client, o)),
        save: (d, o, value) => this.write(keyOf(d, client, o), value),
        client: async () => client,
      }
      found.push({ storage, release })
    }
    return found
  }

  /** Takes a tab's lock; null when that tab lives. Without locks every name is free. */
  private hold(client: string): Promise<(() => void) | null> {
    const locks = this.browser.locks
    if (!locks) return Promise.resolve(() => {})
    return new Promise(resolve => {
      const request = locks.request(`triptych:${client}`, { ifAvailable: true }, lock => {
        if (!lock) return resolve(null)
        return new Promise<void>(release => resolve(release))
      })
      void Promise.resolve(request).catch(() => resolve(null))
    })
  }

  private db(): Promise<IDBDatabase> {
    return (this.opened ??= new Promise((resolve, reject) => {
      const request = this.browser.indexedDB.open(DATABASE, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(RECORDS)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    }))
  }

  private async read(key: string[]): Promise<unknown> {
    const db = await this.db()
    return done(db.transaction(RECORDS).objectStore(RECORDS).get(key))
  }

  /** Resolves when the transaction has completed; null and undefined take the record out. */
  private async write(key: string[], value: unknown): Promise<void> {
    const db = await this.db()
    const tx = db.transaction(RECORDS, 'readwrite')
    if (value == null) tx.objectStore(RECORDS).delete(key)
    else tx.objectStore(RECORDS).put(value, key)
    return new Promise((resolve, reject) => {
      tx.oncomplete = () => resolve()
      tx.onabort = tx.onerror = () => reject(tx.error)
    })
  }

  private async clients(doc: string, owner: string): Promise<string[]> {
    const db = await this.db()
    const keys = await done(db.transaction(RECORDS).objectStore(RECORDS).getAllKeys())
    return keys.flatMap(key =>
      Array.isArray(key) && key[0] === doc && (key[2] ?? '') === owner ? [String(key[1])] : [],
    )
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

let ofPage: Pending | null = null

/** The store of this page, one for all its sessions: IndexedDB where there is one. */
export function pageStore(): Pending {
  return (ofPage ??= newStore())
}

function newStore(): Pending {
  if (typeof indexedDB === 'undefined') return new MemoryStore()
  return new DatabaseStore({
    indexedDB,
    locks: globalThis.navigator?.locks,
    session: typeof sessionStorage === 'undefined' ? undefined : sessionStorage,
  })
}
