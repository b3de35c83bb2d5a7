// What somebody types stays together, and they go on typing behind it, while somebody
// else takes the paragraph apart, joins it, moves it, and takes all that back.

import type { ChangeSet } from '@codemirror/state'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Binding, Desk } from '../../src/live/editor'
import { MemoryStore } from '../../src/live/pending'
import { apply, fromSpecs } from '../../src/live/text'
import type { Session } from '../../src/live/types'
import type { Version } from '../../src/message'
import { join, live, saved, sleep, until } from './hand'
import { Random } from './random'
import { RealServer } from './realserver'

const server = new RealServer()
beforeAll(() => server.start())
afterAll(() => server.close())

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** An editor with its caret, which goes where the session says. */
class Typist implements Binding {
  typed = ''
  private text = ''
  private unbind = () => {}

  constructor(
    private readonly session: Session,
    public seg: string,
    private caret: number,
  ) {
    this.open(seg, caret)
    session.onCaret((from, to, at) => from === this.seg && this.open(to, at))
  }

  private get desk(): Desk {
    return this.session as unknown as Desk
  }

  private open(seg: string, caret: number): void {
    this.unbind()
    this.seg = seg
    this.caret = caret
    this.text = this.desk.shown(seg)!
    this.unbind = this.desk.bind(seg, this)
  }

  apply(change: ChangeSet): void {
    this.text = apply(change, this.text)
    this.caret = change.mapPos(this.caret, -1)
  }

  reset(): void {
    this.text = this.desk.shown(this.seg) ?? this.text
  }

  insert(): void {}
  people(): void {}

  selection() {
    return { anchor: this.caret, head: this.caret }
  }

  type(): void {
    const letter = LETTERS[this.typed.length]!
    const set = fromSpecs([{ from: this.caret, to: this.caret, insert: letter }], this.text.length)
    this.text = apply(set, this.text)
    this.caret++
    this.typed += letter
    this.desk.typed(this.seg, set, this)
  }
}

const enter = (doc: string, name: string) =>
  live(join({ doc, name, url: server.url, socket: server.socket, storage: new MemoryStore() }))

const segs = (s: Session, v: Version) => s.order.flatMap(id => s.unit(id)!.cells[v].segs)
const texts = (s: Session, v: Version) => segs(s, v).map(id => s.seg(id)!.text)

/** A step on the paragraph that is typed in, or the one before. */
function disturb(s: Session, v: Version, r: Random, typing: string): void {
  const all = segs(s, v)
  const here = Math.max(0, all.indexOf(typing) - (r.chance(0.2) ? 1 : 0))
  const seg = all[here]!
  const kind = r.pick(['split', 'merge', 'shift', 'undo', 'undo'] as const)
  const args = {
    split: { seg, at: r.below(s.seg(seg)!.text.length + 1) },
    merge: { seg },
    shift: { unit: s.seg(seg)!.unit, side: v, dir: r.chance(0.5) ? (1 as const) : (-1 as const), seg },
    undo: {},
  }[kind]
  void s.struct(kind, args)
}

const seeds = Array.from({ length: Number(process.env.TYPISTS ?? 10) }, (_, i) => i + 1)
for (const version of ['zh-Hans', 'en'] as const)
  test.each(seeds)(`typing stays together: ${version}, %i`, { timeout: 60_000 }, async seed => {
    const r = new Random(seed)
    const rows = Array.from({ length: 4 }, (_, i) => ({
      en: `One ${i}. Two ${i}.`,
      'zh-Hans': `上${i}半。下${i}半。`,
    }))
    const doc = await server.create(rows)
    const [a, b] = [await enter(doc, 'A'), await enter(doc, 'B')]
    const seg = segs(a, version)[1]!
    const typist = new Typist(a, seg, r.pick([0, 5, 6, a.seg(seg)!.text.length]))
    for (let i = 0; i < 30; i++) {
      typist.type()
      await sleep(r.below(25))
      if (r.chance(0.35)) disturb(b, version, r, typist.seg)
    }
    await saved(a, b)
    await until('the same text', () => `${texts(a, version)}` === `${texts(b, version)}`)
    expect(a.overview.refused).toEqual([])
    expect(texts(a, version).join('').replace(/\s/g, '')).toContain(typist.typed)
    a.close()
    b.close()
  })
