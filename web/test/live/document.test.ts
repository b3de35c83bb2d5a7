// A document that takes in events: order, structure, what is pending when texts
// are split and joined.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Event, SegmentView, UnitView } from '../../src/message'
import { Document } from '../../src/live/document'
import type { Caret, Sink } from '../../src/live/model'
import { adopt, keep, readKept } from '../../src/live/kept'
import { fromSpecs } from '../../src/live/text'
import type { Unsaved } from '../../src/live/types'

let refused: Unsaved[]
let lost: string[]
const signatures: number[] = []
let doc: Document
let carets: Caret[]
let went: [string, number][]

function make(): Document {
  const sink: Sink = {
    carets: () => carets,
    order() {},
    unit() {},
    shown() {},
    answered() {},
    refused: u => refused.push(u),
    signed: what => signatures.push(what.seq),
    lost: why => lost.push(why),
  }
  return new Document(sink)
}

const seg = (id: string, rev: number, text: string): SegmentView => ({ id, kind: 'text', rev, text })
const unit = (id: string, ...segs: SegmentView[]): UnitView => ({
  id,
  confidence: 1,
  cells: { en: { state: 'imported', segs } },
  findings: [],
  pairs: {},
  hashes: {},
})

function load(...units: UnitView[]): void {
  doc.snap({ t: 'snap', part: 0, parts: 1, at: 0, of: units.length, head: 10, units })
}

let s: number
function event(ev: Partial<Event> & Pick<Event, 'k'>): boolean {
  return doc.event({ t: 'ev', s: ++s, by: 'x', at: 0, ...ev })
}

const text = (id: string) => doc.segs.get(id)?.state.shown
function type(id: string, at: number, insert: string): void {
  doc.typed(id, fromSpecs([{ from: at, to: at, insert }], text(id)!.length))
}
let count = 0
const send = () => doc.take(10, () => `m${++count}`)

beforeEach(() => {
  refused = []
  carets = []
  went = []
  lost = []
  s = 10
  count = 0
  doc = make()
  load(unit('u1', seg('a', 3, 'One. Two.')), unit('u2', seg('b', 1, 'Three.')))
})

/** The server cut a at offset 4: " Two." is now n. */
const split: Partial<Event> & Pick<Event, 'k'> = {
  k: 'struct',
  kind: 'split',
  old: ['u1'],
  new: [unit('u1', seg('a', 4, 'One.'), seg('n', 1, ' Two.'))],
  moved: [{ seg: 'a', rev: 3, from: 4, to: 'n', at: 0 }],
}
/** The server joined b to the end of a. */
const merge: Partial<Event> & Pick<Event, 'k'> = {
  k: 'struct',
  kind: 'merge',
  old: ['u1', 'u2'],
  new: [unit('u1', seg('a', 4, 'One. Two.Three.'))],
  moved: [{ seg: 'b', rev: 1, from: 0, to: 'a', at: 9 }],
}

describe('events', () => {
  test('a sign-off is told with its number', () => {
    expect(event({ k: 'sign', by: 'Mei', at: 7 })).toBe(true)
    expect(signatures).toEqual([11])
  })
  test('a gap is noticed, a repeat passed over', () => {
    expect(event({ k: 'edit', seg: 'a', rev: 4, ops: [9, [0, '!']] })).toBe(true)
    s = 10
    expect(event({ k: 'edit', seg: 'a', rev: 4, ops: [9, [0, '!']] })).toBe(true)
    s = 14
    expect(event({ k: 'edit', seg: 'a', rev: 5, ops: [10, [0, '?']] })).toBe(false)
    expect([doc.at, text('a')]).toEqual([11, 'One. Two.!'])
  })

  test('a revision that cannot be placed asks for a snapshot', () => {
    event({ k: 'edit', seg: 'a', rev: 9, ops: [9, [0, '!']] })
    event({ k: 'edit', seg: 'zz', rev: 1, ops: [[0, '!']] })
    expect(lost.length).toBe(2)
  })

  test('the state of a cell follows its text', () => {
    const state = () => doc.units.get('u2')!.cells.en.state
    event({ k: 'state', unit: 'u2', side: 'en', val: 'rework' })
    expect(state()).toBe('rework')
    doc.typed('b', fromSpecs([{ from: 0, to: 6, insert: '' }], 6))
    expect(state()).toBe('missing')
    type('b', 0, 'x')
    expect(state()).toBe('rework')
  })

  test('a converted cell says from what, until it is confirmed or approved', () => {
    const cell = () => doc.units.get('u2')!.cells.en
    event({ k: 'state', unit: 'u2', side: 'en', val: 'converted', made: 'zh-Hans@3' })
    expect([cell().state, cell().made]).toEqual(['converted', 'zh-Hans@3'])
    event({ k: 'approve', unit: 'u2', pair: 'en:zh-Hans', side: 'en', val: 'done' })
    expect([cell().state, cell().made]).toEqual(['done', undefined])
  })
})

const caret = (seg: string, head: number): Caret => ({
  seg,
  anchor: head,
  head,
  moved: (to, _anchor, at) => void went.push([to, at]),
})

describe('a caret', () => {
  test('follows its text into the second half of what somebody else split', () => {
    type('a', 9, 'Y')
    carets = [caret('a', 10), caret('a', 8), caret('a', 4), caret('b', 2)]
    event(split)
    expect(went).toEqual([
      ['n', 6],
      ['n', 4],
    ])
  })

  test('comes into the second half of what one splits oneself, with what was typed since', () => {
    type('a', 4, 'X')
    carets = [caret('a', 5)]
    event({ ...split, own: true, id: 'split' })
    expect([text('a'), text('n'), went]).toEqual(['One.', 'X Two.', [['n', 1]]])
  })

  test('follows what was joined', () => {
    carets = [caret('b', 2), caret('a', 1)]
    event(merge)
    expect([text('a'), went]).toEqual(['One. Two.Three.', [['a', 11]]])
  })
})

describe('a split', () => {
  test('divides what is not sent yet', () => {
    type('a', 1, 'X')
    type('a', 10, 'Y')
    event(split)
    expect([text('a'), text('n'), doc.order]).toEqual(['OXne.', ' Two.Y', ['u1', 'u2']])
    expect(send().map(m => [m.seg, m.base, m.ops])).toEqual([
      ['a', 4, [1, [0, 'X'], 3]],
      ['n', 1, [5, [0, 'Y']]],
    ])
  })

  test('waits for the answer to what is on its way, in two parts', () => {
    type('a', 1, 'X')
    type('a', 10, 'Y')
    send()
    type('a', 11, 'Z')
    event(split)
    expect([text('a'), text('n')]).toEqual(['OXne.', ' Two.YZ'])
    expect(send()).toEqual([])
    event({ k: 'edit', seg: 'b', rev: 2, ops: [6, [0, '!']] })
    event({ k: 'edit', seg: 'a', rev: 5, ops: [1, [0, 'X'], 3], own: true, id: 'm1' })
    event({ k: 'edit', seg: 'n', rev: 2, ops: [5, [0, 'Y']], own: true, id: 'm1\n2' })
    doc.finish()
    expect([text('a'), text('n')]).toEqual(['OXne.', ' Two.YZ'])
    expect(send().map(m => [m.seg, m.base, m.ops])).toEqual([['n', 2, [6, [0, 'Z']]]])
    expect(doc.unsaved).toBe(1)
  })

  test('holds the whole stream while the text is being composed', () => {
    doc.composing('a', true)
    type('a', 9, '中')
    event(split)
    event({ k: 'edit', seg: 'b', rev: 2, ops: [6, [0, '!']] })
    expect([text('a'), text('n'), text('b')]).toEqual(['One. Two.中', undefined, 'Three.'])
    doc.composing('a', false)
    expect([text('a'), text('n'), text('b')]).toEqual(['One.', ' Two.中', 'Three.!'])
  })
})

describe('a merge', () => {
  test('brings what is not sent yet along', () => {
    type('b', 0, 'And ')
    type('a', 0, '1. ')
    event(merge)
    expect([text('a'), text('b'), doc.order]).toEqual(['1. One. Two.And Three.', undefined, ['u1']])
    expect(send().map(m => [m.seg, m.base])).toEqual([['a', 4]])
  })

  test('waits for both that are on their way, in any order', () => {
    type('a', 9, 'A')
    type('b', 6, 'B')
    send()
    type('b', 7, '?')
    event(merge)
    expect(text('a')).toBe('One. Two.AThree.B?')
    event({ k: 'edit', seg: 'a', rev: 5, ops: [15, [0, 'B']], own: true, id: 'm2' })
    event({ k: 'edit', seg: 'a', rev: 6, ops: [9, [0, 'A'], 7], own: true, id: 'm1' })
    doc.finish()
    expect([text('a'), doc.segs.get('a')!.state.text]).toEqual(['One. Two.AThree.B?', 'One. Two.AThree.B'])
    expect(send().map(m => [m.seg, m.base, m.ops])).toEqual([['a', 6, [17, [0, '?']]]])
  })

  test('a refusal of what is on its way puts the text in the box', () => {
    type('b', 6, 'B')
    send()
    event(merge)
    doc.nack({ t: 'nack', id: 'm1', code: 'gone', why: 'No.', keep: true })
    expect(refused).toMatchObject([{ seg: 'a', text: 'One. Two.Three.B' }])
    expect([text('a'), doc.unsaved]).toEqual(['One. Two.Three.', 0])
  })
})

test('an empty paragraph that is taken out gives what was typed in it to its neighbour', () => {
  load(unit('u1', seg('a', 3, 'One.')), unit('u2', seg('e', 0, '')))
  type('e', 0, 'Two.')
  type('a', 4, '!')
  const moved = [{ seg: 'e', rev: 0, from: 0, to: 'a', at: 4 }]
  event({ k: 'struct', kind: 'undo', old: ['u1', 'u2'], new: [unit('u1', seg('a', 3, 'One.'))], moved })
  expect([text('a'), refused]).toEqual(['One.!Two.', []])
  expect(send().map(m => [m.seg, m.base, m.ops])).toEqual([['a', 3, [4, [0, '!Two.']]]])
})

test('a paragraph that is taken out leaves what was typed in it in the box', () => {
  type('b', 0, 'Mine ')
  event({ k: 'struct', old: ['u2'], new: [] })
  expect([doc.order, refused.map(r => r.text), doc.unsaved]).toEqual([['u1'], ['Mine Three.'], 0])
})

test('units that move take their texts along', () => {
  type('b', 0, 'Mine ')
  event({
    k: 'struct',
    kind: 'move',
    old: ['u1', 'u2'],
    new: [unit('u3', seg('a', 3, 'One. Two.'), seg('b', 1, 'Three.'))],
  })
  expect([doc.order, text('b'), doc.segs.get('b')!.unit, doc.unsaved]).toEqual([
    ['u3'],
    'Mine Three.',
    'u3',
    1,
  ])
})

describe('over a snapshot', () => {
  /** As it is written to storage and read again, with another snapshot under it. */
  function reload(epoch: string, ...units: UnitView[]): void {
    const kept = readKept(JSON.parse(JSON.stringify(keep(doc, 'e1', []))))!
    doc = make()
    load(...units)
    adopt(doc, kept, epoch, () => `m${++count}`)
  }

  test('what was typed on an older revision is sent as it was', () => {
    type('a', 9, ' Four.')
    reload('e1', unit('u1', seg('a', 5, 'Zero. One. Two.')))
    expect([text('a'), [...doc.outbox.values()].map(o => [o.message.base, o.message.ops])]).toEqual([
      'One. Two. Four.',
      [[3, [9, [0, ' Four.']]]],
    ])
    event({ k: 'edit', seg: 'a', rev: 6, ops: [15, [0, ' Four.']], own: true, id: 'm1' })
    doc.finish()
    expect([text('a'), doc.unsaved]).toEqual(['Zero. One. Two. Four.', 0])
  })

  test('an answer that was given before settles it', () => {
    type('a', 9, ' Four.')
    send()
    type('a', 15, '!')
    reload('e1', unit('u1', seg('a', 5, 'Zero. One. Two. Four.')))
    expect(text('a')).toBe('One. Two. Four.!')
    doc.event({ t: 'ev', s: 9, k: 'edit', by: 'x', at: 0, seg: 'a', rev: 4, own: true, id: 'm1' })
    expect([text('a'), doc.unsaved]).toEqual(['Zero. One. Two. Four.!', 1])
    expect(send().map(m => [m.base, m.ops])).toEqual([[5, [21, [0, '!']]]])
  })

  test('a paragraph that is gone: sent for the server to follow, or in the box', () => {
    type('b', 0, 'Mine ')
    reload('e1', unit('u1', seg('a', 3, 'One. Two.')))
    expect([...doc.outbox.values()].map(o => o.message.seg)).toEqual(['b'])
    doc.nack({ t: 'nack', id: 'm1', code: 'gone', why: 'It is gone.' })
    expect(refused.map(r => r.text)).toEqual(['Mine Three.'])
  })

  test('another history: what is pending moves over, what came through is not doubled', () => {
    type('a', 9, ' Four.')
    type('b', 6, '!')
    send()
    type('b', 7, '?')
    reload('e2', unit('u1', seg('a', 1, 'One, two.')), unit('u2', seg('b', 1, 'Three.!')))
    expect([text('a'), text('b'), doc.outbox.size]).toEqual(['One, two. Four.', 'Three.!?', 0])
    expect(send().map(m => [m.seg, m.base])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })
})
