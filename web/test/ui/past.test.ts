import { describe, expect, test } from 'vitest'
import { changes, steps, type Revision } from '../../src/workbench/past'

const MINUTE = 60_000
const revision = (rev: number, by: string, minutes: number): Revision => ({
  rev,
  by,
  at: minutes * MINUTE,
  text: `text ${rev}`,
})

test('minutes of typing are one step, another person or a pause begins another', () => {
  const all = [
    revision(5, 'Bo', 41),
    revision(4, 'Ann', 40),
    revision(3, 'Ann', 12),
    revision(2, 'Ann', 8),
    revision(1, 'Ann', 4),
    revision(0, 'Ann', 3),
  ]
  expect(steps(all).map(s => [s.first.rev, s.last.rev, s.before])).toEqual([
    [5, 5, 'text 4'],
    [4, 4, 'text 3'],
    [1, 3, 'text 0'],
    [0, 0, null],
  ])
})

describe('what changed', () => {
  const said = (before: string, after: string) =>
    changes(before, after)
      .map(({ op, text }) => (op < 0 ? `[-${text}-]` : op > 0 ? `{+${text}+}` : text))
      .join('')
  test('is told in whole English words and single Chinese characters', () => {
    expect(said('A small plan.', 'A smart plan.')).toBe('A [-small-]{+smart+} plan.')
    expect(said('The plan.', 'The plans.')).toBe('The [-plan-]{+plans+}.')
    expect(said('The plan.', 'The plan. Soon.')).toBe('The plan.{+ Soon.+}')
    expect(said('岸电已经就绪。', '岸电已就绪。')).toBe('岸电已[-经-]就绪。')
    expect(said('', 'New.')).toBe('{+New.+}')
  })
  test('leads from the one text to the other', () => {
    const letters = [...'ab c’d1。电缆, ']
    let seed = 7
    const next = (n: number) => (seed = (seed * 48271) % 0x7fffffff) % n
    const text = () => Array.from({ length: next(14) }, () => letters[next(letters.length)]).join('')
    for (let i = 0; i < 3000; i++) {
      const [before, after] = [text(), text()]
      const runs = changes(before, after)
      expect(
        runs
          .filter(r => r.op <= 0)
          .map(r => r.text)
          .join(''),
      ).toBe(before)
      expect(
        runs
          .filter(r => r.op >= 0)
          .map(r => r.text)
          .join(''),
      ).toBe(after)
    }
  })
})
