import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/message'
import { marks, pieces, runes, stretches, utf16 } from '../../src/workbench/spans'

describe('runes and UTF-16 units', () => {
  const text = 'a𠮷b🚢中'
  test.each([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 6],
    [5, 7],
  ])('rune %i is unit %i', (rune, unit) => {
    expect(utf16(text, rune)).toBe(unit)
    expect(runes(text, unit)).toBe(rune)
  })
  test('beyond the end is the end', () => expect(utf16(text, 99)).toBe(text.length))
})

describe('stretches', () => {
  test('a span over two segments has a part in each, the newline belongs to none', () => {
    expect(stretches(['𠮷一二', '三四'], [1, 5])).toEqual([
      { seg: 0, from: 2, to: 4 },
      { seg: 1, from: 0, to: 1 },
    ])
  })
  test('an empty span and one in an empty segment mark nothing', () => {
    expect(stretches(['一', '', '二'], [1, 1])).toEqual([])
    expect(stretches(['一', '', '二'], [1, 3])).toEqual([])
  })
})

test('marks name the severity, and the finding in hand', () => {
  const finding: Finding = {
    id: 'x1',
    unit: 'u',
    check: 'num.value',
    rule: 1,
    severity: 'error',
    pair: ['en', 'zh-Hant'],
    spans: { 'zh-Hant': [0, 2] },
    message: '',
  }
  expect(marks([finding], 'zh-Hant', ['三萬人'], null)).toEqual([
    { seg: 0, from: 0, to: 2, name: 'mark-error' },
  ])
  expect(marks([finding], 'zh-Hant', ['三萬人'], { ...finding })[0].name).toBe('mark-error mark-lit')
  expect(marks([finding], 'en', ['300'], null)).toEqual([])
})

test('pieces cut overlapping marks and lose no character', () => {
  const list = [
    { seg: 0, from: 1, to: 4, name: 'a' },
    { seg: 0, from: 3, to: 9, name: 'b' },
  ]
  const cut = pieces('012345', list)
  expect(cut.map(p => p.text).join('')).toBe('012345')
  expect(cut).toEqual([
    { text: '0', name: '' },
    { text: '12', name: 'a' },
    { text: '3', name: 'a b' },
    { text: '45', name: 'b' },
  ])
  expect(pieces('', [])).toEqual([])
})
