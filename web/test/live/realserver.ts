// The real server as a process of its own, to be killed and started again on the
// same database.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket as Socket } from 'ws'

const BINARY = process.env.TRIPTYCH_BIN || fileURLToPath(new URL('../../../bin/triptych', import.meta.url))

export class RealServer {
  private readonly folder = mkdtempSync(path(tmpdir(), 'triptych-live-'))
  private process: ChildProcess | null = null
  private address = '127.0.0.1:0'
  private readonly sockets = new Set<Socket>()
  /** What the server wrote, for a failing test. */
  output = ''

  get database(): string {
    return path(this.folder, 'live.db')
  }

  /** Starts it, after the first time on the same port. */
  async start(): Promise<void> {
    if (!existsSync(BINARY)) throw new Error(`no server at ${BINARY}: run "make build", or set TRIPTYCH_BIN`)
    const child = spawn(BINARY, ['serve', '--addr', this.address, '--db', this.database])
    this.process = child
    const found = new Promise<string>((resolve, reject) => {
      const look = (data: Buffer) => {
        this.output += data.toString()
        const m = /http:\/\/([\d.]+:\d+)/.exec(this.output.slice(mark))
        if (m) resolve(m[1]!)
      }
      const mark = this.output.length
      child.stdout!.on('data', look)
      child.stderr!.on('data', look)
      child.on('exit', code => reject(new Error(`the server ended with ${code}: ${this.output}`)))
    })
    this.address = await found
  }

  /** kill -9, or a clean stop. */
  async stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.process
    this.process = null
    if (!child || child.exitCode !== null) return
    const gone = new Promise(resolve => child.on('exit', resolve))
    child.kill(signal)
    await gone
  }

  async close(): Promise<void> {
    for (const s of this.sockets) s.terminate()
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get url(): string {
    return `ws://${this.address}/api/live`
  }

  readonly socket = (url: string): WebSocket => {
    const socket = new Socket(url)
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
    return socket as unknown as WebSocket
  }

  /** Breaks every connection without a word. */
  cut(): void {
    for (const s of this.sockets) s.terminate()
  }

  /** Makes a document with one unit for each row of texts. */
  async create(rows: { en: string; 'zh-Hans'?: string; 'zh-Hant'?: string }[]): Promise<string> {
    const versions: Record<string, { segments: { text: string; kind: string }[] }> = {}
    const units = rows.map(row => {
      const segs: Record<string, number[]> = {}
      for (const [version, text] of Object.entries(row)) {
        const { segments } = (versions[version] ??= { segments: [] })
        segs[version] = [segments.push({ text, kind: 'text' }) - 1]
      }
      return { segs, confidence: 1, why: [] }
    })
    const response = await fetch(`http://${this.address}/api/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Live', versions, units }),
    })
    if (!response.ok) throw new Error(`create: ${response.status} ${await response.text()}`)
    return ((await response.json()) as { id: string }).id
  }
}
