// The twin of the wire in src/message.ts against the frames that the Go side's
// tests read as well. tsc sees to it that the shapes below are those of the types,
// this test that they are those of the frames: no field more and no field less.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type {
  CellView,
  ClientMessage,
  Comment,
  DocInfo,
  Event,
  Finding,
  Halt,
  Limits,
  Named,
  Ops,
  SegmentView,
  ServerMessage,
  SetMessage,
  Signed,
  StructMessage,
  Thread,
  UnitView,
  Waived,
} from '../src/message'
import { PAIRS, VERSIONS } from '../src/message'

/** Says what is wrong with a value, a line each; the phantom is the type it is for. */
interface Shape<T> {
  faults(x: unknown, where: string): string[]
  phantom?: T
}

/** Fields of shapes that some frame has, as "Event.seg". */
const seen = new Set<string>()
/** All fields of shapes. */
const known = new Set<string>()

const shape = <T>(fits: (x: unknown) => boolean, what: string): Shape<T> => ({
  faults: (x, where) => (fits(x) ? [] : [`${where}: ${JSON.stringify(x)} is not ${what}`]),
})
const text = shape<string>(x => typeof x === 'string', 'a string')
const number = shape<number>(x => typeof x === 'number', 'a number')
const flag = shape<boolean>(x => typeof x === 'boolean', 'a boolean')
const one = <const T>(...values: T[]): Shape<T> => shape(x => values.includes(x as T), values.join(' or '))
const maybe = <T>(of: Shape<T>): Shape<T | undefined> => ({
  faults: (x, where) => (x === undefined ? [] : of.faults(x, where)),
})
const nullable = <T>(of: Shape<T>): Shape<T | null> => ({
  faults: (x, where) => (x === null ? [] : of.faults(x, where)),
})
const list = <T>(of: Shape<T>): Shape<T[]> => ({
  faults: (x, where) =>
    Array.isArray(x) ? x.flatMap((y, i) => of.faults(y, `${where}[${i}]`)) : [`${where} is not a list`],
})
const isObject = (x: unknown): x is Record<string, unknown> =>
  typeof x === 'object' && x !== null && !Array.isArray(x)
const dict = <K extends string, T>(key: Shape<K>, of: Shape<T>): Shape<Partial<Record<K, T>>> => ({
  faults: (x, where) =>
    isObject(x)
      ? Object.entries(x).flatMap(([k, y]) => [...key.faults(k, where), ...of.faults(y, `${where}.${k}`)])
      : [`${where} is not an object`],
})
const object = <T extends object>(name: string, fields: { [K in keyof T]-?: Shape<T[K]> }): Shape<T> => {
  for (const key of Object.keys(fields)) known.add(`${name}.${key}`)
  return {
    faults(x, where) {
      if (!isObject(x)) return [`${where} is not an object`]
      for (const key of Object.keys(x)) seen.add(`${name}.${key}`)
      const strange = Object.keys(x).filter(key => !(key in fields))
      return [
        ...strange.map(key => `${where}.${key} is not in the twin`),
        ...Object.entries<Shape<unknown>>(fields).flatMap(([key, of]) =>
          of.faults(x[key], `${where}.${key}`),
        ),
      ]
    },
  }
}

const version = one(...VERSIONS)
const pair = one(...PAIRS)
const span = shape<[number, number]>(
  x => Array.isArray(x) && x.length === 2 && x.every(n => typeof n === 'number'),
  'a span',
)
const isChange = (x: unknown) =>
  typeof x === 'number' ||
  (Array.isArray(x) && typeof x[0] === 'number' && x.slice(1).every(line => typeof line === 'string'))
const ops = shape<Ops>(x => Array.isArray(x) && x.every(isChange), 'a change set')
const words = dict(text, text) as Shape<Record<string, string>>

const finding = object<Finding>('Finding', {
  id: text,
  unit: text,
  check: text,
  rule: number,
  severity: one('blocker', 'error', 'warning', 'info'),
  pair: list(version),
  odd: maybe(version),
  spans: maybe(dict(version, span)),
  values: maybe(dict(version, text)),
  message: text,
  key: maybe(text),
  args: maybe(words),
  fix: maybe(object<NonNullable<Finding['fix']>>('Fix', { version, span, text })),
  diff: maybe(
    list(
      object<NonNullable<Finding['diff']>[number]>('Diff', { op: one(-1, 0, 1), text, in: maybe(version) }),
    ),
  ),
  tier: maybe(one('sure', 'possible')),
  p: maybe(number),
})
const status = {
  findings: list(finding),
  waived: maybe(list(object<Waived>('Waived', { finding, by: text, at: number, reason: text }))),
  pairs: dict(pair, one('approved', 'stale', 'open')),
  hashes: dict(version, text),
}
const segment = object<SegmentView>('SegmentView', {
  id: text,
  kind: one('text', 'heading', 'item', 'quote', 'aside'),
  rev: number,
  text,
})
const STATES = ['missing', 'imported', 'draft', 'converted', 'done', 'rework'] as const
const state = one(...STATES)
const cell = object<CellView>('CellView', { state, made: maybe(text), segs: list(segment) })
const view = {
  id: text,
  confidence: number,
  why: maybe(list(text)),
  aside: maybe(flag),
  cells: dict(version, cell),
}
const unit = object<UnitView>('UnitView', { ...view, ...status })
const person = { conn: text, name: text, color: number }
const said = { key: maybe(text), args: maybe(words), why: text }
const place = { seg: maybe(text), anchor: maybe(number), head: maybe(number), composing: maybe(flag) }

const named = object<Named>('Named', { id: text, name: text })
const thread = object<Thread>('Thread', {
  id: text,
  unit: text,
  segs: list(text),
  quote: maybe(text),
  rev: number,
  resolved: maybe(object<NonNullable<Thread['resolved']>>('Resolved', { by: text, at: number })),
  comments: list(
    object<Comment>('Comment', {
      id: text,
      who: named,
      at: number,
      text,
      to: maybe(list(named)),
      edited: maybe(number),
      was: maybe(list(object<NonNullable<Comment['was']>[number]>('Earlier', { at: number, text }))),
      gone: maybe(number),
    }),
  ),
})

type From<M, T> = Extract<M, { t: T }>

const client: { [T in ClientMessage['t']]: Shape<From<ClientMessage, T>> } = {
  hello: object<From<ClientMessage, 'hello'>>('hello', {
    t: one('hello'),
    v: one(1),
    doc: text,
    client: text,
    name: text,
    epoch: maybe(text),
    since: maybe(number),
    chain: maybe(text),
    unit: maybe(text),
  }),
  op: object<From<ClientMessage, 'op'>>('op', { t: one('op'), id: text, seg: text, base: number, ops }),
  text: object<From<ClientMessage, 'text'>>('text', {
    t: one('text'),
    id: text,
    seg: text,
    base: number,
    text,
  }),
  struct: object<StructMessage>('struct', {
    t: one('struct'),
    id: text,
    base: number,
    kind: one('split', 'merge', 'move', 'shift', 'apart', 'each', 'own', 'swap', 'realign', 'undo', 'redo'),
    seg: maybe(text),
    at: maybe(number),
    unit: maybe(text),
    to: maybe(text),
    side: maybe(version),
    dir: maybe(one(-1, 1)),
    hashes: maybe(list(text)),
  }),
  set: object<SetMessage>('set', {
    t: one('set'),
    id: text,
    base: number,
    what: one('approve', 'withdraw', 'state', 'waive', 'unwaive'),
    unit: maybe(text),
    many: maybe(
      list(
        object<NonNullable<SetMessage['many']>[number]>('Asked', {
          unit: text,
          pair: maybe(pair),
          hashes: maybe(list(text)),
        }),
      ),
    ),
    pair: maybe(pair),
    hashes: maybe(list(text)),
    side: maybe(version),
    val: maybe(one(...STATES, 'here')),
    made: maybe(text),
    check: maybe(text),
    reason: maybe(text),
    finding: maybe(text),
  }),
  pres: object<From<ClientMessage, 'pres'>>('pres', { t: one('pres'), ...place }),
  sync: object<From<ClientMessage, 'sync'>>('sync', { t: one('sync'), since: number }),
  ping: object<From<ClientMessage, 'ping'>>('ping', { t: one('ping') }),
}

const server: { [T in ServerMessage['t']]: Shape<From<ServerMessage, T>> } = {
  welcome: object<From<ServerMessage, 'welcome'>>('welcome', {
    t: one('welcome'),
    epoch: text,
    head: number,
    doc: object<DocInfo>('DocInfo', {
      id: text,
      title: text,
      versions: list(version),
      units: number,
      required: list(pair),
      signed: maybe(object<Signed>('Signed', { seq: number, by: text, at: number })),
    }),
    you: object('Person', person),
    role: text,
    can: list(text),
    only: maybe(list(version)),
    lim: object<Limits>('Limits', { message: number, segment: number, rate: number, burst: number }),
    account: maybe(text),
    halt: maybe(object<Halt>('Halt', { ...said, accept: maybe(flag) })),
  }),
  snap: object<From<ServerMessage, 'snap'>>('snap', {
    t: one('snap'),
    part: number,
    parts: number,
    at: number,
    of: number,
    head: number,
    chain: maybe(text),
    units: list(unit),
  }),
  unit: object<From<ServerMessage, 'unit'>>('unit', { t: one('unit'), unit: text, ...status }),
  checked: object<From<ServerMessage, 'checked'>>('checked', { t: one('checked'), done: number, of: number }),
  ev: object<Event>('ev', {
    t: one('ev'),
    s: number,
    k: one(
      'edit',
      'struct',
      'approve',
      'withdraw',
      'state',
      'waive',
      'unwaive',
      'title',
      'checks',
      'accept',
      'sign',
    ),
    by: text,
    at: number,
    id: maybe(text),
    own: maybe(flag),
    chain: maybe(text),
    seg: maybe(text),
    rev: maybe(number),
    ops: maybe(ops),
    unit: maybe(text),
    pair: maybe(text) as Shape<Event['pair']>, // of a waiver: of one or three versions too
    side: maybe(version),
    val: maybe(text),
    made: maybe(text),
    hashes: maybe(list(text)),
    check: maybe(text),
    reason: maybe(text),
    finding: maybe(text),
    kind: maybe(text),
    old: maybe(list(text)),
    // One that is told later has no findings: they follow in statuses.
    new: maybe(
      list(object('UnitView', { ...view, ...status, findings: nullable(status.findings) })),
    ) as Shape<Event['new']>,
    moved: maybe(
      list(
        object<NonNullable<Event['moved']>[number]>('Moved', {
          seg: text,
          rev: number,
          from: number,
          to: text,
          at: number,
          toRev: maybe(number),
        }),
      ),
    ),
  }),
  nack: object<From<ServerMessage, 'nack'>>('nack', {
    t: one('nack'),
    id: text,
    code: text,
    keep: maybe(flag),
    hashes: maybe(list(text)),
    ...said,
  }),
  pres: object<From<ServerMessage, 'pres'>>('server pres', {
    t: one('pres'),
    rev: maybe(number),
    ...place,
    ...person,
  }),
  talk: object<From<ServerMessage, 'talk'>>('talk', { t: one('talk'), threads: list(thread) }),
  gone: object<From<ServerMessage, 'gone'>>('gone', { t: one('gone'), conn: text }),
  resync: object<From<ServerMessage, 'resync'>>('resync', {
    t: one('resync'),
    history: maybe(flag),
    ...said,
  }),
  role: object<From<ServerMessage, 'role'>>('role', {
    t: one('role'),
    role: text,
    can: list(text),
    only: maybe(list(version)),
  }),
  pong: object<From<ServerMessage, 'pong'>>('pong', { t: one('pong') }),
  bye: object<From<ServerMessage, 'bye'>>('bye', {
    t: one('bye'),
    code: text,
    retryAfter: maybe(number),
    ...said,
  }),
}

const folder = new URL('../../server/wire/testdata/frames/', import.meta.url)

describe('frames', () => {
  for (const name of readdirSync(folder)) {
    test(name, () => {
      const frame = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { t: string }
      const side: Record<string, Shape<unknown>> = name.startsWith('client-') ? client : server
      expect(side[frame.t]?.faults(frame, frame.t) ?? `there is no ${frame.t} in the twin`).toEqual([])
    })
  }

  test('every field of the twin is in one', () => {
    expect([...known].filter(field => !seen.has(field))).toEqual([])
  })
})
