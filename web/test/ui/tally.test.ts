import { describe, expect, test } from 'vitest'
import type { CellState, Finding } from '../../src/message'
import type { Unit } from '../../src/live/types'
import { Tally } from '../../src/workbench/tally'

function unit(id: string, state: CellState, findings: Partial<Finding>[] = [], aside = false): Unit {
  const cell = { state, segs: [id] }
  const said = findings.map(f => ({ severity: 'error', pair: [], ...f }) as unknown as Finding)
  const cells = { en: cell, 'zh-Hans': cell, 'zh-Hant': cell }
  return { id, confidence: 1, why: [], aside, cells, findings: said, pairs: {} } as unknown as Unit
}

describe('what is counted over a document', () => {
  test('follows each unit, and is the sum of all that are there', () => {
    const tally = new Tally(() => 5)
    const empty: Partial<Finding> = { check: 'cmp.empty' }
    const number: Partial<Finding> = { check: 'num.value' }
    const maybe: Partial<Finding> = { check: 'num.value', tier: 'possible' }
    for (const u of [unit('a', 'done'), unit('b', 'draft', [empty]), unit('c', 'done', [number, maybe])])
      tally.put(u)
    tally.put(unit('d', 'done', [empty], true))
    const words = (n: number) => ({ en: n, 'zh-Hans': n, 'zh-Hant': n })
    expect(tally.totals).toEqual({
      untranslated: 1,
      drifting: 1,
      maybe: 1,
      words: words(15),
      done: words(10),
    })

    expect(tally.put(unit('b', 'done'))).toEqual({ flags: true, marks: true, words: false })
    expect(tally.totals).toEqual({
      untranslated: 0,
      drifting: 1,
      maybe: 1,
      words: words(15),
      done: words(15),
    })

    tally.keep(new Set(['a', 'b']))
    expect(tally.totals).toEqual({
      untranslated: 0,
      drifting: 0,
      maybe: 0,
      words: words(10),
      done: words(10),
    })
    expect(tally.flags('c')).toBeUndefined()
  })

  test('says nothing of a unit that is as it was, and little of one that looks as it did', () => {
    const tally = new Tally(() => 5)
    const one = unit('a', 'draft')
    expect(tally.put(one)).toEqual({ flags: true, marks: true, words: true })
    expect(tally.put(one)).toBeNull()
    expect(tally.put(unit('a', 'draft'))).toEqual({ flags: false, marks: false, words: false })
    expect(tally.put(unit('a', 'done'))).toEqual({ flags: false, marks: true, words: false })
  })
})
