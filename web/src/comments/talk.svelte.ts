// The comments of the document that is open, as Svelte state: which threads there are,
// where they stand, and what the panel shows of them.

import { sendJSON, getJSON } from '../http'
import { inbox } from '../inbox/inbox.svelte'
import { say } from '../lang/table'
import type { Named, Thread, Version } from '../message'
import { randomId } from '../live/pending'
import { session } from '../people/session.svelte'
import { settings } from '../settings.svelte'
import { sentence } from '../ui/failure'
import { announce, toast } from '../ui/toasts.svelte'
import { count, phrase, words } from '../words.svelte'
import type { Session } from '../live/types'
import type { Mark } from '../workbench/spans'
import { heard, standing, unitOf } from './threads'

export type Which = 'here' | 'open' | 'all'

/** What of the workbench is asked: the document, and what is in hand. */
interface Desk {
  readonly session: Session
  readonly doc: string
  readonly order: readonly string[]
  readonly versions: readonly Version[]
  readonly filter: string
  current: string
  number(unit: string): number
  goto(unit: string): void
  choose(keep?: boolean): void
}

/** What a new thread is to be about. */
export interface Draft {
  unit: string
  seg?: string
  quote?: string
}

/** As many characters of what is selected are quoted. */
const QUOTE_MOST = 100

export class Talk {
  threads: readonly Thread[] = $state.raw([])
  /** Who may read the document, and can be mentioned. */
  people: readonly Named[] = $state.raw([])
  /** Whether the panel is there, and which threads it shows. */
  shown = $state(false)
  which: Which = $state('open')
  /** The thread in hand. */
  current = $state('')
  /** A comment that is being begun. */
  draft: Draft | null = $state.raw(null)
  #live = false
  /** Counts the times that texts went elsewhere. */
  #moves = $state(0)
  /** The units of each thread's segments, as they were last seen. */
  readonly #stood = new Map<string, string>()

  constructor(private readonly bench: Desk) {}

  /** The unit of each thread. */
  readonly #places = $derived.by(() => {
    void [this.bench.order, this.#moves]
    return new Map(this.threads.map(t => [t.id, unitOf(t, this.bench.session)]))
  })
  /** Comments in open threads, by unit. */
  readonly open: ReadonlyMap<string, number> = $derived.by(() => {
    const counts = new Map<string, number>()
    for (const t of this.threads) {
      const unit = this.#places.get(t.id) ?? ''
      const n = standing(t).length
      if (n && unit && !t.resolved) counts.set(unit, (counts.get(unit) ?? 0) + n)
    }
    return counts
  })
  /** What the panel lists, in the order of the document. */
  readonly list: readonly Thread[] = $derived.by(() => {
    const here = this.bench.current
    const wanted = (t: Thread) =>
      this.which === 'here'
        ? this.unit(t) === here
        : this.which === 'all' || !t.resolved || t.id === this.current
    const place = (t: Thread) => {
      const n = this.bench.number(this.unit(t))
      return n < 0 ? Infinity : n
    }
    return this.threads
      .filter(t => standing(t).length && wanted(t))
      .sort((a, b) => place(a) - place(b) || a.comments[0].at - b.comments[0].at)
  })
  readonly openCount = $derived(this.threads.filter(t => !t.resolved && standing(t).length).length)

  unit(thread: Thread): string {
    return this.#places.get(thread.id) ?? ''
  }

  /** The words that open threads are about, in the texts of a cell. */
  marks(unit: string, segs: readonly { id: string; text: string }[]): Mark[] {
    return this.threads.flatMap(t => {
      if (!t.quote || t.resolved || this.unit(t) !== unit || !standing(t).length) return []
      const seg = segs.findIndex(s => s.id === t.segs[0])
      const from = seg < 0 ? -1 : segs[seg].text.indexOf(t.quote)
      return from < 0 ? [] : [{ seg, from, to: from + t.quote.length, name: 'mark-comment' }]
    })
  }

  // ---- what the server says

  /** Reads the comments whenever the connection comes to live: what was said meanwhile was not heard. */
  start(doc: string): () => void {
    const wanted = new URLSearchParams(location.search).get('thread') ?? ''
    const look = () => {
      const live = this.bench.session.overview.link === 'live'
      if (live && !this.#live) void this.load(doc, wanted)
      this.#live = live
    }
    look()
    const ends = [
      this.bench.session.onOverview(look),
      this.bench.session.onUnits(ids => {
        if (this.#moved(ids)) void this.load(doc)
      }),
    ]
    return () => ends.forEach(end => end())
  }

  #units = (t: Thread) => t.segs.map(id => this.bench.session.seg(id)?.unit ?? '')

  /** Takes note of where the segments of threads stand now. True when any of them was joined into another, or
   *  stands by itself again: the server knows where their text went. */
  #moved(ids: ReadonlySet<string> | null): boolean {
    if (!ids) this.#stood.clear()
    let joined = false
    for (const t of this.threads) {
      if (ids && !ids.has(this.unit(t)) && !ids.has(t.unit)) continue
      const units = this.#units(t)
      const before = this.#stood.get(t.id)
      this.#stood.set(t.id, `${units}`)
      if (before === undefined || before === `${units}`) continue
      this.#moves++
      joined ||= before.split(',').some((unit, i) => !unit !== !units[i])
    }
    if (!ids) this.#moves++
    return joined
  }

  async load(doc: string, wanted = '') {
    try {
      const all = await getJSON<{ threads: Thread[]; people: Named[] }>(`/api/documents/${doc}/comments`)
      this.threads = all.threads
      this.people = all.people
      this.#moved(null)
      const thread = all.threads.find(t => t.id === wanted)
      if (thread && !this.current) this.go(thread)
      if (this.bench.filter === 'commented') this.bench.choose(true)
    } catch {
      // Without a connection what was read before stays; it is read again with the next.
    }
  }

  hear(told: readonly Thread[]) {
    const before = new Map(this.threads.map(t => [t.id, t]))
    this.threads = heard(this.threads, told)
    for (const t of told) {
      this.#stood.set(t.id, `${this.#units(t)}`)
      const last = t.comments.at(-1)
      const known = before.get(t.id)?.comments.length ?? 0
      if (!last || t.comments.length <= known || this.mine(last.who)) continue
      void inbox.look()
      const n = count(this.bench.number(this.unit(t)) + 1)
      announce(phrase('page.talk.heard', { name: last.who.name, n }))
    }
    if (this.bench.filter === 'commented') this.bench.choose(true)
  }

  /** Whether a person is the one at this browser. */
  mine(who: Named): boolean {
    const person = session.here?.person
    return person
      ? who.id === person.id
      : !session.here?.accounts && who.name === (settings.name.trim() || 'Guest')
  }

  // ---- what the person does

  toggle() {
    this.shown = !this.shown
    if (!this.shown) this.close()
  }
  close() {
    this.shown = false
    this.draft = null
    document.querySelector<HTMLElement>('.cell.in-hand')?.focus({ preventScroll: true })
  }

  /** Shows what is said of a unit. */
  show(unit: string) {
    this.bench.current = unit
    this.which = 'here'
    this.shown = true
  }

  /** Begins a comment on a unit, or on the words selected in it. */
  begin(unit?: string) {
    const words = picked(this.bench)
    if (words && (!unit || words.unit === unit)) this.draft = words
    else this.draft = { unit: unit ?? this.bench.current }
    this.shown = true
  }

  go(thread: Thread) {
    this.current = thread.id
    this.shown = true
    if (thread.resolved) this.which = 'all'
    const unit = this.unit(thread)
    if (unit) this.bench.goto(unit)
  }

  /** Goes to the next open thread after the unit in hand, or after the thread in hand; false = there is none. */
  next(): boolean {
    const open = this.threads
      .filter(t => !t.resolved && standing(t).length && this.unit(t))
      .map(t => ({ t, n: this.bench.number(this.unit(t)) }))
      .sort((a, b) => a.n - b.n || a.t.comments[0].at - b.t.comments[0].at)
    const here = this.bench.number(this.bench.current)
    const at = open.findIndex(o => o.t.id === this.current && o.n === here)
    const found = at >= 0 ? open[at + 1] : open.find(o => o.n > here)
    const next = found ?? open[0]
    if (next) this.go(next.t)
    return !!next
  }

  /** Sends something and takes the thread that it leads to; what went wrong is said, and false. */
  async #send(method: string, path: string, body: object): Promise<boolean> {
    try {
      const name = settings.name
      this.hear([
        await sendJSON<Thread>(method, `/api/documents/${this.bench.doc}/${path}`, { ...body, name }),
      ])
      return true
    } catch (e) {
      toast(sentence(e, words()), { bad: true })
      return false
    }
  }

  /** id: the same for the same words, however often they are sent. */
  async add(id: string, text: string, to: readonly Named[], place: Draft | Thread): Promise<boolean> {
    const at = 'comments' in place ? { thread: place.id } : place
    const done = await this.#send('POST', 'comments', { id, text, to: to.map(p => p.id), ...at })
    if (done) this.current = 'comments' in place ? place.id : id
    return done
  }

  async edit(comment: string, text: string, to: readonly Named[], before: string): Promise<boolean> {
    const put = (text: string) => this.#send('PATCH', `comments/${comment}`, { text, to: to.map(p => p.id) })
    const done = await put(text)
    if (done) this.#did('page.talk.saved', () => put(before))
    return done
  }

  async remove(comment: string) {
    const put = (gone: boolean) => this.#send('PATCH', `comments/${comment}`, { gone })
    if (await put(true))
      this.#did('page.talk.deleted', async () => {
        if (await put(false)) toast(phrase('page.talk.restored'))
      })
  }

  async resolve(thread: Thread, resolved: boolean) {
    const put = (resolved: boolean) => this.#send('PUT', `threads/${thread.id}`, { resolved })
    this.current = thread.id
    if (await put(resolved))
      this.#did(resolved ? 'page.talk.resolved' : 'page.talk.reopened', () => put(!resolved))
  }

  #did(key: string, undo: () => unknown) {
    toast(say({ key }, words()), { action: { label: words().undo, run: () => void undo() } })
  }
}

export const newId = randomId

/** What is selected in a cell: one line of it. */
function picked(bench: Desk): Draft | null {
  const selection = getSelection()
  const quote = [...(selection?.toString().trim() ?? '')].slice(0, QUOTE_MOST).join('')
  const node = selection?.anchorNode
  const element = node instanceof Element ? node : node?.parentElement
  const cell = element?.closest<HTMLElement>('.cell')
  const id = cell?.closest<HTMLElement>('[data-unit]')?.dataset.unit ?? ''
  const unit = bench.session.unit(id)
  const version = bench.versions.find(v => v === cell?.dataset.version)
  if (!quote || quote.includes('\n') || !unit || !version) return null
  const seg = unit.cells[version].segs.find(s => bench.session.seg(s)?.text.includes(quote))
  return seg ? { unit: id, seg, quote } : null
}
