// The real program on a database of its own, which tests may kill and start again.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server as Listener, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const BINARY = resolve(process.env.TRIPTYCH_BIN ?? join(import.meta.dirname, '../../bin/triptych'))

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

export class Server {
  private process: ChildProcess | null = null
  private log = ''

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly args: readonly string[],
  ) {}

  static async start(...args: string[]): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'triptych-e2e-'))
    const server = new Server(folder, await freePort(), args)
    await server.run()
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Where the database is; what stands beside it has its name and an ending. */
  get database(): string {
    return join(this.folder, 'test.db')
  }

  /** Starts the program and waits until it answers. */
  async run() {
    const started = spawn(BINARY, [
      'serve',
      '--addr',
      `127.0.0.1:${this.port}`,
      '--db',
      this.database,
      ...this.args,
    ])
    this.process = started
    started.stdout.on('data', chunk => (this.log += chunk))
    started.stderr.on('data', chunk => (this.log += chunk))
    for (let tries = 0; tries < 200; tries++) {
      if (started.exitCode !== null) throw new Error(`the server ended:\n${this.log}`)
      const answer = await fetch(`${this.url}/api/session`).catch(() => null)
      if (answer?.ok) return
      await new Promise(r => setTimeout(r, 50))
    }
    throw new Error(`the server does not answer:\n${this.log}`)
  }

  /** kill -9: nothing is flushed, nobody is told. */
  async kill() {
    const running = this.process
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
    this.process = null
  }

  /** Ends the program as somebody would who stops it: everything is in the file. */
  async end() {
    const running = this.process
    if (!running) return
    const ended = once(running, 'exit')
    running.kill('SIGTERM')
    await ended
    this.process = null
  }

  async stop() {
    await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Makes a document of units, a blank line between the paragraphs of a side; '' leaves the side without one. */
  async create(
    title: string,
    units: readonly (readonly [string, string, string])[],
    as: Record<string, string> = {},
  ): Promise<string> {
    const tags = ['en', 'zh-Hans', 'zh-Hant'] as const
    const versions = Object.fromEntries(tags.map(t => [t, { segments: [] as object[] }]))
    const made = units.map(texts => {
      const segs = Object.fromEntries(
        tags.map((t, i) => {
          const list = versions[t].segments
          const paragraphs = texts[i].split('\n\n').filter(Boolean)
          return [t, paragraphs.map(text => list.push({ text, kind: 'text' }) - 1)]
        }),
      )
      return { segs, confidence: 0.95, why: [] }
    })
    const answer = await fetch(`${this.url}/api/documents`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...as },
      body: JSON.stringify({ title, versions, units: made }),
    })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return (await answer.json()).id
  }

  /** The document as the server has it: texts by version, one entry a segment. */
  async export(doc: string, as: Record<string, string> = {}): Promise<string> {
    return (await fetch(`${this.url}/api/documents/${doc}/export?format=json`, { headers: as })).text()
  }

  /** What a browser sends along in which somebody has signed in. */
  async as(email: string, password: string): Promise<Record<string, string>> {
    const ask = () =>
      fetch(`${this.url}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: this.url },
        body: JSON.stringify({ email, password }),
      })
    let answer = await ask()
    // An account made beside the server is known to it a moment later.
    for (let tries = 0; answer.status === 401 && tries < 4; tries++) {
      await new Promise(r => setTimeout(r, 1000))
      answer = await ask()
    }
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    const cookies = answer.headers.getSetCookie().map(c => c.split(';')[0])
    return { Cookie: cookies.join('; '), Origin: this.url }
  }
}

/** A way to the server that can be cut for whoever goes over it. */
export class Line {
  private readonly through = new Set<Socket>()
  private up = true

  private constructor(
    private readonly listener: Listener,
    readonly url: string,
  ) {}

  static async to(server: Server): Promise<Line> {
    const listener = createServer(near => {
      if (!line.up) return near.destroy()
      const far = connect(Number(new URL(server.url).port), '127.0.0.1')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ]) {
        line.through.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          line.through.delete(one)
          other.destroy()
        })
      }
      near.pipe(far).pipe(near)
    }).listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const { port } = listener.address() as { port: number }
    const line = new Line(listener, `http://127.0.0.1:${port}`)
    return line
  }

  cut() {
    this.up = false
    for (const socket of this.through) socket.destroy()
  }

  mend() {
    this.up = true
  }

  close() {
    this.cut()
    this.listener.close()
  }
}
