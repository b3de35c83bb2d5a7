import { describe, expect, test } from 'vitest'
import type { DocSummary, UnitFindings } from '../../src/api'
import { TABLES } from '../../src/lang'
import type { Unit } from '../../src/live/types'
import type { Finding } from '../../src/message'
import { ANY, entries, excerpts, ledger, ordered, people, tally, tsv, wants } from '../../src/qa/list'
import { unfixed } from '../../src/qa/act'
import { cellOpen, flags, openPairs, worst } from '../../src/workbench/state'

const finding = (check: string, o: Partial<Finding> = {}): Finding => ({
  id: 'f',
  unit: 'u',
  check,
  rule: 1,
  severity: 'error',
  pair: ['en', 'zh-Hant'],
  message: 'They differ.',
  ...o,
})
const unit = (o: Partial<Unit>): Unit => ({
  id: 'u',
  confidence: 1,
  why: [],
  aside: false,
  cells: {
    en: { state: 'done', segs: [] },
    'zh-Hans': { state: 'done', segs: [] },
    'zh-Hant': { state: 'done', segs: [] },
  },
  findings: [],
  pairs: {},
  hashes: {},
  ...o,
})

describe('what is true of a unit', () => {
  test('what is only possible is asked for', () => {
    const guess = finding('sem.negation', { tier: 'possible', p: 0.4 })
    const u = unit({ findings: [guess] })
    expect(flags(u).drifting).toBe(false)
    expect(cellOpen(u, 'zh-Hant')).toBe(false)
    expect(worst([guess])).toBe(null)
    expect(worst([guess, finding('typ.pair', { severity: 'warning' })])).toBe('warning')
  })
  test('untranslated is not drifting', () =>
    expect(flags(unit({ findings: [finding('cmp.empty')] }))).toEqual({
      untranslated: true,
      drifting: false,
    }))
  test('a stale pair drifts, whatever the findings', () =>
    expect(flags(unit({ pairs: { 'en:zh-Hans': 'stale' } })).drifting).toBe(true))
  test('information is no drift', () =>
    expect(flags(unit({ findings: [finding('num.style', { severity: 'info' })] })).drifting).toBe(false))
  test('what stands around the article never counts', () =>
    expect(flags(unit({ aside: true, findings: [finding('cmp.empty')] })).untranslated).toBe(false))
  test('a cell is open when it is the odd one out, not when another is', () => {
    const u = unit({ findings: [finding('num.value', { odd: 'zh-Hant' })] })
    expect(cellOpen(u, 'zh-Hant')).toBe(true)
    expect(cellOpen(u, 'en')).toBe(false)
  })
  test('open pairs are the required ones of the version in hand', () => {
    const u = unit({ pairs: { 'en:zh-Hans': 'approved', 'en:zh-Hant': 'stale', 'zh-Hans:zh-Hant': 'open' } })
    const required = ['en:zh-Hans', 'en:zh-Hant', 'zh-Hans:zh-Hant'] as const
    expect(openPairs(u, required, 'en')).toEqual(['en:zh-Hant'])
    expect(openPairs(u, required)).toEqual(['en:zh-Hant', 'zh-Hans:zh-Hant'])
  })
  test('worst', () => expect(worst([finding('a', { severity: 'info' }), finding('b')])).toBe('error'))
})

describe('the list over documents', () => {
  const doc = { id: 'd', title: 'A\ttitle' } as DocSummary
  const units: UnitFindings[] = [
    {
      unit: 'u',
      number: 3,
      texts: { en: 'It cost five hundred dollars in all, they said.', 'zh-Hant': '它花了800美元。' },
      findings: [finding('num.value', { spans: { en: [8, 20], 'zh-Hant': [3, 6] } })],
      waived: [{ finding: finding('hh.diverge'), by: 'Ann', at: 0, reason: 'house style' }],
      pairs: { 'en:zh-Hant': 'stale' },
      by: ['Bo'],
    },
  ]
  const all = entries(doc, units)
  test('holds what is open and what was waived', () => {
    expect(all.map(e => [e.finding.check, !!e.waived])).toEqual([
      ['num.value', false],
      ['hh.diverge', true],
    ])
    const count = (o: Partial<typeof ANY>) => all.filter(e => wants({ ...ANY, ...o }, e)).length
    expect(count({})).toBe(1)
    expect(count({ state: 'all' })).toBe(2)
    expect(count({ state: 'waived' })).toBe(1)
    expect(count({ state: 'stale' })).toBe(1)
    expect(count({ state: 'approved' })).toBe(0)
    expect(count({ state: 'all', severity: 'warning' })).toBe(0)
    expect(count({ version: 'zh-Hans' })).toBe(0)
    expect(count({ version: 'en' })).toBe(1)
    expect(count({ state: 'all', person: 'Bo' })).toBe(2)
    expect(count({ state: 'all', person: 'Ann' })).toBe(1)
    expect(people(all[1])).toEqual(['Bo', 'Ann'])
  })
  test('an odd version is the one that a finding is about', () => {
    const [e] = entries(doc, [{ ...units[0], findings: [finding('num.value', { odd: 'zh-Hant' })] }])
    expect(wants({ ...ANY, version: 'en' }, e)).toBe(false)
    expect(wants({ ...ANY, version: 'zh-Hant' }, e)).toBe(true)
  })
  test('has the worst first', () => {
    const list = entries(doc, [
      { ...units[0], findings: [finding('a', { severity: 'info' }), finding('b', { severity: 'blocker' })] },
    ])
    expect(ordered(list, '').map(e => e.finding.check)).toEqual(['b', 'hh.diverge', 'a'])
    expect(ordered(list, 'place').map(e => e.finding.check)).toEqual(['a', 'b', 'hh.diverge'])
  })
  test('the ledger adds up', () => {
    const rows = ledger(all, { d: { 'num.value': 2, 'url.mismatch': 1 }, other: { 'num.value': 5 } }, 'd')
    expect(rows.map(r => [r.check, r.raised, r.fixed, r.waived, r.open])).toEqual([
      ['num.value', 3, 2, 0, 1],
      ['hh.diverge', 1, 0, 1, 0],
      ['url.mismatch', 1, 1, 0, 0],
    ])
    expect(ledger(all, {}, 'elsewhere')).toEqual([])
    const noisy = [1, 2, 3].flatMap(() => all.filter(e => e.waived))
    expect(ledger(noisy, {}, '').map(r => r.noisy)).toEqual([true])
  })
  test('shows what stands around a span', () => {
    expect(excerpts(all[0]).map(x => [x.version, x.text])).toEqual([
      ['en', 'five hundred'],
      ['zh-Hant', '800'],
    ])
  })
  test('is saved with one finding a line', () => {
    const lines = tsv(all, f => f.message).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1].split('\t')).toEqual([
      'A title',
      '3',
      'num.value',
      'error',
      'en:zh-Hant',
      '',
      'They differ.',
      '',
      'Bo',
      'sure',
      '',
    ])
  })
  test('a cell that a spreadsheet would compute gets a space before it', () => {
    const say = (title: string) => {
      const doc = { ...all[0].doc, title }
      return tsv([{ ...all[0], doc }], f => f.message)
        .split('\n')[1]
        .split('\t')[0]
    }
    const risky = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠x', '\ufeff=1', ' =1']
    expect(risky.map(say)).toEqual(risky.map(s => ' ' + s))
    expect(say('"=1"')).toBe('"""=1"""')
    expect(say('="x"')).toBe('" =""x"""')
    expect(say('\t=1')).toBe('  =1')
    expect(say('a\t=b\r\nc\u001b[2J\u2028d')).toBe('a =b c [2J d')
    expect(say('a-b')).toBe('a-b')
  })
  test('tally', () =>
    expect(tally(['b', 'a', 'b'])).toEqual([
      ['b', 2],
      ['a', 1],
    ]))
})

test('every language says everything', () => {
  const shape = (o: object): string[] =>
    Object.entries(o).flatMap(([k, v]) => (v && typeof v === 'object' ? shape(v).map(s => `${k}.${s}`) : [k]))
  const english = shape(TABLES.en).sort()
  for (const table of Object.values(TABLES)) expect(shape(table).sort()).toEqual(english)
})

describe('a repair from the list', () => {
  const entry = (text: string, span: [number, number], to: string) => {
    const fix = { version: 'zh-Hant' as const, span, text: to }
    const texts = { en: 'x', 'zh-Hant': text }
    const units = [{ unit: 'u', number: 1, texts, findings: [finding('c', { fix })], pairs: {} }]
    return entries({ id: 'd', title: 'D' } as DocSummary, units as UnitFindings[])[0]
  }

  test('is taken back by a repair of what it led to', () => {
    const put = unfixed(entry('𠮷說说。', [2, 3], '說了'))
    expect(put.texts['zh-Hant']).toBe('𠮷說說了。')
    expect(put.finding.fix).toEqual({ version: 'zh-Hant', span: [2, 4], text: '说' })
  })

  test('also where it takes something out', () => {
    const e = entry('他他說', [0, 1], '')
    const put = unfixed(e)
    expect(put.finding.fix).toEqual({ version: 'zh-Hant', span: [0, 0], text: '他' })
    expect(unfixed(put)).toEqual(e)
  })

  test('stands beside the texts it is about', () => {
    const e = entry('他他說', [0, 1], '')
    expect(excerpts(e).map(x => [x.version, x.text, x.after])).toEqual([
      ['en', '', 'x'],
      ['zh-Hant', '', '他他說'],
    ])
    expect(wants({ ...ANY, words: '他他 X' }, e)).toBe(true)
    expect(wants({ ...ANY, words: '他她' }, e)).toBe(false)
  })
})
