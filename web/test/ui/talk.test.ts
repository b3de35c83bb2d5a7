import { describe, expect, test } from 'vitest'
import type { Thread } from '../../src/message'
import { called, calling, heard, mentioned, pieces, unitOf } from '../../src/comments/threads'

const thread = (id: string, rev: number, more: Partial<Thread> = {}): Thread => ({
  id,
  unit: 'u1',
  segs: ['s2', 's1', 's3'],
  rev,
  comments: [],
  ...more,
})

test('of two tellings of a thread the later counts, in whatever order they come', () => {
  const one = thread('a', 1)
  const two = thread('a', 2)
  expect(heard([], [two, one])).toEqual([two])
  expect(heard([one], [two])).toEqual([two])
  expect(heard([two], [one, thread('b', 1)])).toEqual([two, thread('b', 1)])
})

test('a thread goes with its unit, its words with their segment, and what is left with what stood there', () => {
  const at = (units: string[], segs: Record<string, string>) => ({
    unit: (id: string) => units.includes(id) || undefined,
    seg: (id: string) => (segs[id] ? { unit: segs[id], text: '' } : undefined),
  })
  const plain = thread('a', 1)
  const words = thread('b', 1, { quote: '30萬' })
  const moved = at(['u1', 'u2'], { s1: 'u1', s2: 'u2', s3: 'u1' })
  expect(unitOf(plain, moved)).toBe('u1')
  expect(unitOf(words, moved)).toBe('u2')
  const merged = at(['u0'], { s1: 'u0', s3: 'u0' })
  expect(unitOf(plain, merged)).toBe('u0')
  expect(unitOf(words, merged)).toBe('u0')
  expect(unitOf(plain, at(['u0'], {}))).toBe('')
})

describe('mentions', () => {
  const mei = { id: '1', name: 'Mei' }
  const lin = { id: '2', name: 'Mei Lin' }
  const wang = { id: '3', name: '王小明' }
  const people = [mei, lin, wang]

  test('the longest name counts, and what no name follows is text', () => {
    expect(pieces('請 @王小明看，@Mei Lin too; a@b.org', people)).toEqual([
      { text: '請 ' },
      { text: '@王小明', who: wang },
      { text: '看，' },
      { text: '@Mei Lin', who: lin },
      { text: ' too; a@b.org' },
    ])
    expect(pieces('@nobody', people)).toEqual([{ text: '@nobody' }])
  })

  test.each([
    ['@', 1, { at: 0, name: '' }],
    ['請@王', 3, { at: 1, name: '王' }],
    ['see @Mei L', 10, { at: 4, name: 'Mei L' }],
    ['mail a@b', 8, null],
    ['@Mei, then', 10, null],
    ['no', 2, null],
  ])('in %j a name is called at %d', (text, caret, found) => {
    expect(calling(text, caret)).toEqual(found)
  })

  test('people are found by the beginning of any of their names', () => {
    expect(called(people, 'li')).toEqual([lin])
    expect(called(people, 'ME')).toEqual([mei, lin])
    expect(called(people, '王')).toEqual([wang])
    expect(mentioned(people, 'for @王小明 and @Mei')).toEqual([mei, wang])
  })
})
