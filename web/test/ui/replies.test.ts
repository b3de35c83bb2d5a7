import { expect, test } from 'vitest'
import { TABLES } from '../../src/lang'
import { reply } from '../../src/lang/replies'

test('what differs is kept, and versions are named as the reader names them', () => {
  const line = 'Traditional Chinese has 40 paragraphs, English only 3.'
  expect(reply(line, TABLES['zh-Hans'])).toBe('繁体版有 40 段，英文版只有 3 段。')
  expect(reply('there is no step to undo', TABLES['zh-Hant'])).toBe('沒有可復原的步驟')
  expect(reply(line, TABLES.en)).toBe(line)
  expect(reply('Something new.', TABLES['zh-Hans'])).toBe('Something new.')
})
