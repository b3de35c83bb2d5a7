// A proposal is put right: whatever is done, every paragraph stands in one unit, in its
// version, and what is taken back is as it was.

import { expect, test } from 'vitest'
import type { PreviewUnit } from '../../src/api'
import { mended, STEPS } from '../../src/import/mend'
import { begin, redo, taken, undo, type Past } from '../../src/import/past'
import { VERSIONS, type Version } from '../../src/message'
import { Random } from '../live/random'

type Units = readonly PreviewUnit[]

const unit = (en: number[], hans: number[], hant: number[] = []): PreviewUnit => ({
  segs: { en, 'zh-Hans': hans, 'zh-Hant': hant },
  confidence: 0.5,
  why: [],
})
/** Units like "01|0|, |1|0". */
const written = (units: Units) =>
  units.map(u => VERSIONS.map(v => (u.segs[v] ?? []).join('')).join('|')).join(', ')

test('each step puts paragraphs where it says', () => {
  const piled = [unit([0], [0]), unit([1, 2, 3], [1]), unit([], [2])]
  const after = (step: (typeof STEPS)[number], at: number, version: Version, seg?: number) => {
    const units = mended(piled, step, { unit: at, version, seg })
    return typeof units === 'string' ? units : written(units)
  }
  expect(after('apart', 1, 'en', 2)).toBe('0|0|, 1|1|, 2||, 3||, |2|')
  expect(after('above', 1, 'en', 1)).toBe('0|0|, 1||, 23|1|, |2|')
  expect(after('below', 1, 'en', 3)).toBe('0|0|, 12|1|, 3||, |2|')
  expect(after('below', 1, 'en', 2)).toBe('no.apart_order')
  expect(after('each', 1, 'en')).toBe('0|0|, 1|1|, 2||, 3||, |2|')
  expect(after('each', 0, 'en')).toBe('no.each')
  expect(after('shiftDown', 1, 'en', 2)).toBe('0|0|, 1|1|, 23|2|')
  expect(after('shiftUp', 1, 'en', 2)).toBe('012|0|, 3|1|, |2|')
  expect(after('shiftUp', 0, 'zh-Hans')).toBe('|0|, 0||, 123|1|, |2|')
  expect(after('own', 1, 'zh-Hans')).toBe('0|0|, 123||, |1|, |2|')
  expect(after('own', 2, 'zh-Hans')).toBe('0|0|, 123|12|')
  expect(after('swap', 1, 'zh-Hans')).toBe('0|0|, 123|2|, |1|')
  expect(after('swapUnits', 1, 'en')).toBe('0|0|, |2|, 123|1|')
  expect(after('swapUnits', 2, 'en')).toBe('page.no.below')
  expect(after('merge', 0, 'en')).toBe('0123|01|, |2|')
})

test('any steps keep every paragraph, and undo and redo go the same way', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = new Random(seed)
    const first = [
      unit([0], [0, 1], [0]),
      unit([1, 2, 3], [2], []),
      unit([], [3], [1, 2]),
      unit([4], [], [3]),
    ]
    let past = begin(first)
    const go = (next: Past | string) => {
      if (typeof next === 'string') return next
      past = next
      return ''
    }
    const all = (units: Units) =>
      VERSIONS.map(v => units.flatMap(u => u.segs[v] ?? []).sort((a, b) => a - b)).join(' ')
    const was = [written(past.now)]
    for (let n = 0; n < 30; n++) {
      const { now } = past
      const at = random.below(now.length)
      const version = VERSIONS[random.below(3)]
      const list = now[at].segs[version] ?? []
      const seg = random.below(2) ? list[random.below(list.length || 1)] : undefined
      const step = STEPS[random.below(STEPS.length)]
      if (go(taken(past, step, { unit: at, version, seg }))) continue
      expect(all(past.now), step).toBe(all(first))
      expect(past.now.every(u => VERSIONS.some(v => u.segs[v]?.length))).toBe(true)
      was.push(written(past.now))
    }
    for (let n = was.length - 2; n >= 0; n--) {
      expect(go(undo(past))).toBe('')
      expect(written(past.now)).toBe(was[n])
    }
    expect(go(undo(past))).toBe('no.step')
    for (let n = 1; n < was.length; n++) {
      expect(go(redo(past))).toBe('')
      expect(written(past.now)).toBe(was[n])
    }
    expect(go(redo(past))).toBe('no.undone')
  }
})
