import { expect, test } from 'vitest'
import { TABLES } from '../../src/lang'
import { done, type Entry } from '../../src/past/story'

const entry = (e: Partial<Entry> & { kind: string }): Entry => ({
  seq: 2,
  first: 2,
  by: 'Mei',
  since: 0,
  at: 0,
  ...e,
})

test('whatever is done has a sentence of its own', () => {
  const kinds = 'create edit approve withdraw waive unwaive title checks accept sign'.split(' ')
  const states = 'done draft imported converted rework'.split(' ')
  const steps = 'split merge move shift apart each realign undo revise'.split(' ')
  for (const t of Object.values(TABLES)) {
    const said = [
      ...kinds.map(kind => done(entry({ kind, version: 'en', pair: 'en:zh-Hans', check: 'num.value' }), t)),
      ...states.map(val => done(entry({ kind: 'state', val, version: 'zh-Hant' }), t)),
      ...steps.map(step => done(entry({ kind: 'struct', step }), t)),
      done(entry({ kind: 'of a later program' }), t),
      done(entry({ kind: 'struct', step: 'of a later program' }), t),
    ]
    expect(new Set(said).size).toBe(said.length)
    for (const s of said) expect(s).not.toMatch(/page\.|[{}]|undefined/)
  }
})

test('of many their number is told', () => {
  const t = TABLES['zh-Hant']
  expect(done(entry({ kind: 'approve', many: 12 }), t)).toBe('核准了 12 個版本對')
  expect(done(entry({ kind: 'create', many: 12 }), t)).toBe('建立了文件')
})

test('an edit that was taken back says so', () => {
  const diff = [{ op: 0 as const, text: 'Same.' }]
  expect(done(entry({ kind: 'edit', version: 'en', diff }), TABLES.en)).toMatch(/back to what it was/)
})
