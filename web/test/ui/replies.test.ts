import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TABLES } from '../../src/lang'
import { REPLIES, reply } from '../../src/lang/replies'

const folder = (path: string) =>
  readdirSync(new URL(path, import.meta.url))
    .filter(name => /\.(go|ts)$/.test(name) && !/_test\.go$/.test(name))
    .map(name => readFileSync(new URL(path + name, import.meta.url), 'utf8'))
    .join('\n')

// Otherwise a sentence reworded in the program would come up in English.
test('every sentence is one that the program says', () => {
  const said = ['../../../align/format/', '../../../server/', '../../src/live/'].map(folder).join('\n')
  const lost = REPLIES.filter(([english]) => english.split('{}').some(part => !said.includes(part)))
  expect(lost.map(([english]) => english)).toEqual([])
})

test('what differs is kept, and versions are named as the reader names them', () => {
  const line = 'Traditional Chinese has 40 paragraphs, English only 3.'
  expect(reply(line, TABLES['zh-Hans'])).toBe('繁体版有 40 段，英文版只有 3 段。')
  expect(reply('there is no step to undo', TABLES['zh-Hant'])).toBe('沒有可復原的步驟')
  expect(reply(line, TABLES.en)).toBe(line)
  expect(reply('Something new.', TABLES['zh-Hans'])).toBe('Something new.')
})
