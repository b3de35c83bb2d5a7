import { expect, test } from 'vitest'
import { cuts, pieces, type Group } from '../../src/workbench/split'

const en = ['One day. 𠮷 two.', 'Three.', 'Four.']
const hans = ['一天。𠮷二。三。', '四。']
const groups: Group[] = [
  { en: [0, 8], 'zh-Hans': [0, 3] },
  { en: [9, 15], 'zh-Hans': [3, 6] },
  { en: [16, 22], 'zh-Hans': [6, 8] },
  { en: [23, 28], 'zh-Hans': [9, 11] },
]

test('a cell is split where the version with more paragraphs begins one', () => {
  const all = cuts({ en, 'zh-Hans': hans }, groups, 'zh-Hans')
  expect(all).toEqual([{ paragraph: 0, at: 7 }])
  expect(pieces(hans, all)).toEqual(['一天。𠮷二。', '三。', '四。'])
})

test('nothing is proposed where the others have no more, or a sentence goes over the place', () => {
  expect(cuts({ en, 'zh-Hans': hans }, groups, 'en')).toEqual([])
  expect(cuts({ en: ['一'], 'zh-Hans': ['一'] }, [], 'en')).toEqual([])
  const over: Group[] = [
    { en: [0, 15], 'zh-Hans': [0, 6] },
    { en: [9, 22], 'zh-Hans': [6, 8] },
    { en: [23, 28], 'zh-Hans': [9, 11] },
  ]
  expect(cuts({ en, 'zh-Hans': hans }, over, 'zh-Hans')).toEqual([])
})

test('what is missing in this version is no place to split at', () => {
  const lacking = groups.map((g, i) => (i === 2 ? { en: g.en } : g)) as Group[]
  expect(cuts({ en, 'zh-Hans': ['一天。𠮷二。四。'] }, lacking, 'zh-Hans')).toEqual([])
})
