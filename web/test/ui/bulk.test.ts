import { describe, expect, test } from 'vitest'
import { approving, confirming, errorsOf } from '../../src/workbench/bulk'
import type { Unit } from '../../src/live/types'
import type { CellState, Finding, PairName } from '../../src/message'

const PAIR: PairName = 'en:zh-Hans'

function unit(id: string, states: CellState[], status: string, findings: Partial<Finding>[] = []): Unit {
  const [en, hans, hant] = states.map(state => ({
    state,
    segs: [],
    made: state === 'rework' ? 'why' : undefined,
  }))
  const pairs = { [PAIR]: status, 'zh-Hans:zh-Hant': 'open' }
  const cells = { en, 'zh-Hans': hans, 'zh-Hant': hant }
  return { id, aside: id === 'aside', cells, pairs, findings } as unknown as Unit
}
const error: Partial<Finding> = { check: 'num.value', severity: 'error', pair: ['en', 'zh-Hans'] }
const read: CellState[] = ['imported', 'imported', 'imported']

describe('many at once', () => {
  test('approves open and stale pairs, and says what it leaves out and why', () => {
    const plan = approving(
      [
        unit('open', read, 'open'),
        unit('stale', read, 'stale', [{ ...error, check: 'drift.stale' }]),
        unit('approved', read, 'approved'),
        unit('empty', ['done', 'missing', 'done'], 'open'),
        unit('error', read, 'open', [error]),
        unit('possible', read, 'open', [{ ...error, tier: 'possible' }]),
        unit('converted', ['done', 'converted', 'done'], 'open'),
        unit('aside', read, 'open'),
      ],
      [PAIR],
      false,
    )
    expect(plan.items.map(i => i.unit)).toEqual(['open', 'stale', 'possible'])
    expect(plan.skipped).toEqual({ empty: 1, error: 1, converted: 1, finding: 0 })
    expect(plan.units).toBe(3)
  })

  test('leaves out what has a finding, where that is asked for', () => {
    const warned = unit('a', read, 'open', [{ ...error, severity: 'warning' }])
    expect(approving([warned], [PAIR], false).items.length).toBe(1)
    expect(approving([warned], [PAIR], true).skipped.finding).toBe(1)
  })

  test('takes an error between two versions, or of one of them, for an open one', () => {
    const odd = unit('a', read, 'open', [{ ...error, pair: ['en', 'zh-Hant'], odd: 'zh-Hant' }])
    expect(errorsOf(odd, PAIR).length).toBe(0)
    expect(errorsOf(odd, 'zh-Hans:zh-Hant').length).toBe(1)
    expect(errorsOf(odd, 'en:zh-Hant').length).toBe(1)
  })

  test('confirms what has text, and keeps what each cell was', () => {
    const blocker: Partial<Finding> = { ...error, severity: 'blocker' }
    const plan = confirming(
      [
        unit('a', ['imported', 'rework', 'done'], 'open'),
        unit('b', ['missing', 'missing', 'missing'], 'open'),
        unit('c', read, 'open', [blocker]),
        unit('d', ['done', 'done', 'done'], 'open'),
      ],
      'zh-Hans',
      false,
    )
    expect(plan.items).toEqual([{ unit: 'a', was: 'rework', made: 'why' }])
    expect(plan.skipped).toEqual({ empty: 1, error: 1, converted: 0, finding: 0 })
  })
})
