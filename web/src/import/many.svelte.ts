// Many documents brought in at once: which files make which document, and how far each is.

import { loadKinds, holdsMany, readable, stem } from './endings'
import { decode, guessContent } from './guess'
import { found, propose } from './proposal'
import { sortFiles, type Named } from './sets'
import type { Packed } from './unpack'
import { sendJSON } from '../http'
import { tell } from '../lang/table'
import { VERSIONS, type Version } from '../message'
import { LOW } from '../ui/confidence'
import { sentence } from '../ui/failure'
import { words } from '../words.svelte'

/** One document to be. */
export class Coming {
  files: Partial<Record<Version, Packed>> = $state({})
  /** A file that says itself which versions it holds. */
  readonly many?: Packed
  wanted = $state(true)
  state: 'waiting' | 'working' | 'here' | 'failed' = $state('waiting')
  share = $state(0)
  problem = $state('')
  id = $state('')
  title = $state('')
  units = $state(0)
  /** Units that may be lined up wrongly. */
  low = $state(0)

  constructor(files: Partial<Record<Version, Packed>>, many?: Packed) {
    this.files = files
    this.many = many
  }

  get any(): boolean {
    return !!this.many || VERSIONS.some(v => this.files[v])
  }

  get name(): string {
    const first = this.many ?? VERSIONS.map(v => this.files[v]).find(f => f)
    return this.title || (first ? stem(first.path.split('/').at(-1)!) : '')
  }

  form(): FormData {
    const form = new FormData()
    form.set('segments', 'auto')
    if (this.many) form.append('file', this.many.file, this.many.file.name)
    for (const v of VERSIONS) {
      const f = this.files[v]
      if (f) form.set(v, f.file, f.file.name)
    }
    return form
  }

  /** Makes the document, and puts it where it belongs; one that was made before is only put there. */
  async bring(project: string, signal: AbortSignal) {
    Object.assign(this, { state: 'working', share: 0, problem: '' })
    try {
      if (!this.id) await this.#make(signal)
      if (project) await sendJSON('PUT', `/api/documents/${this.id}/project`, { project })
      this.state = 'here'
    } catch (e) {
      if ((e as Error).name === 'AbortError') this.state = 'waiting'
      else Object.assign(this, { state: 'failed', problem: sentence(e, words()) })
    }
  }

  async #make(signal: AbortSignal) {
    const preview = await propose(this.form(), signal, r => (this.share = r.share))
    const fatal = preview.problems.find(p => p.fatal)
    if (fatal) throw new Error(tell({ ...fatal, why: fatal.message }, words()))
    // A sentence that happens to be short is no title: the file has a name.
    const title = /^$|[.。!！?？:：]$/.test(preview.title.trim()) ? this.name : preview.title.trim()
    const of = Object.entries(preview.versions)
    const text = preview.units.filter(u =>
      of.some(([v, { segments }]) => u.segs[v as Version]?.some(i => segments[i].kind !== 'aside')),
    )
    const low = text.filter(u => u.confidence < LOW).length
    const id = await found(this.form(), preview, title, signal)
    Object.assign(this, { id, title, units: text.length, low })
  }
}

export class Many {
  list: Coming[] = $state([])
  /** Files that no document has, for people to put where they belong. */
  spare: Packed[] = $state.raw([])
  /** Files that nothing can be read from. */
  unreadable: string[] = $state.raw([])
  running = $state(false)
  #stop = new AbortController()

  readonly waiting = $derived(this.list.filter(c => c.wanted && c.any && c.state !== 'here'))
  readonly here = $derived(this.list.filter(c => c.id))
  readonly failed = $derived(this.list.filter(c => c.state === 'failed'))

  async take(packed: readonly Packed[]) {
    await loadKinds()
    const good = packed.filter(p => readable(p.path) || p.file.type.startsWith('text/'))
    this.unreadable = packed.filter(p => !good.includes(p)).map(p => p.path)
    const named = await Promise.all(
      good.map(async ({ path, file }): Promise<Named> => {
        const head = decode(await file.slice(0, 40_000).arrayBuffer())
        return { path, many: holdsMany(path), content: guessContent(head) }
      }),
    )
    const { sets, twice } = sortFiles(named)
    this.list = sets.map(s => {
      const files = Object.fromEntries(Object.entries(s.files).map(([v, i]) => [v, good[i]]))
      return new Coming(files, s.many === undefined ? undefined : good[s.many])
    })
    this.spare = twice.map(i => good[i])
  }

  /** Puts another file, or none, in the place of a version; what stood there is free again. */
  put(c: Coming, v: Version, path: string) {
    const old = c.files[v]
    const next = this.spare.find(p => p.path === path)
    c.files = { ...c.files, [v]: next }
    if (!next) delete c.files[v]
    this.spare = [...this.spare.filter(p => p !== next), ...(old ? [old] : [])].sort((a, b) =>
      a.path.localeCompare(b.path),
    )
    c.state = 'waiting'
    this.list = this.list.filter(c => c.any)
  }

  async run(project: string) {
    this.#stop = new AbortController()
    this.running = true
    try {
      for (const c of this.waiting) {
        if (this.#stop.signal.aborted) return
        await c.bring(project, this.#stop.signal)
      }
    } finally {
      this.running = false
    }
  }

  stop() {
    this.#stop.abort()
  }

  /** Takes all back that came in: into the tray, as any document that is deleted. */
  async back(): Promise<number> {
    let n = 0
    for (const c of this.here) {
      await sendJSON('DELETE', `/api/documents/${c.id}`)
      Object.assign(c, { state: 'waiting', id: '' })
      n++
    }
    return n
  }
}
