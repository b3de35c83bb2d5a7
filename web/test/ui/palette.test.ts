import { expect, test } from 'vitest'
import { search, used, type Command } from '../../src/palette/commands'

const command = (id: string, ...names: string[]): Command => ({
  id,
  name: names[0],
  names,
  key: '',
  why: '',
  run: () => {},
})
const all = [
  command('confirm', 'Confirm the cell', '确认本格', '確認本格'),
  command('copy', 'Copy the English text into the cell', '把英文复制到本格'),
  command('cell', 'Cell, split', '拆分'),
]
const ids = (typed: string, recent: string[] = []) => search(all, typed, recent).map(c => c.id)

test('every typed word stands in one of the names, in whatever language', () => {
  expect(ids('')).toEqual(['confirm', 'copy', 'cell'])
  expect(ids('text copy')).toEqual(['copy'])
  expect(ids('本格')).toEqual(['confirm', 'copy'])
  expect(ids('確認')).toEqual(['confirm'])
  expect(ids('nothing')).toEqual([])
})

test('what begins so comes first, then what was used last', () => {
  expect(ids('cell')).toEqual(['cell', 'confirm', 'copy'])
  expect(ids('', ['cell', 'copy'])).toEqual(['cell', 'copy', 'confirm'])
  expect(ids('cell', ['copy'])).toEqual(['cell', 'copy', 'confirm'])
})

test('what was used is remembered once, and not for ever', () => {
  expect(used(['a', 'b'], 'b')).toEqual(['b', 'a'])
  expect(used(['1', '2', '3', '4', '5', '6', '7', '8'], '9').length).toBe(8)
})
