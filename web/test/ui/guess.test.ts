import { expect, test } from 'vitest'
import { assign, decode, guessTitle, guessVersion } from '../../src/import/guess'

test.each([
  ['article.zh-TW.txt', '港口屬於他們的國家。', 'zh-Hant'],
  ['article_cht.md', '', 'zh-Hant'],
  ['文章.简.txt', '', 'zh-Hans'],
  ['article.en.html', '', 'en'],
  ['one.txt', '这个港口属于他们的国家，过去没有这样的经验。', 'zh-Hans'],
  ['one.txt', '這個港口屬於他們的國家，過去沒有這樣的經驗。', 'zh-Hant'],
  ['one.txt', 'The harbour belongs to their country.', 'en'],
  // What the text says counts for more than its name.
  ['zh-Hans.txt', '這個港口屬於他們的國家，過去沒有這樣的經驗。', 'zh-Hant'],
  ['notes.txt', '', undefined],
])('%s %s', (name, text, version) => expect(guessVersion(name, text)).toBe(version))

test('each version is given once', () => {
  expect(assign(['en', 'en', undefined])).toEqual(['en', 'zh-Hans', 'zh-Hant'])
  expect(assign(['zh-Hant'], ['en'])).toEqual(['zh-Hant'])
  expect(assign([undefined], ['en', 'zh-Hans'])).toEqual(['zh-Hant'])
})

test('encodings are told apart', () => {
  const bytes = (...list: number[]) => new Uint8Array(list).buffer
  expect(decode(new TextEncoder().encode('港口').buffer as ArrayBuffer)).toBe('港口')
  expect(decode(bytes(0xb8, 0xdb, 0xbf, 0xda))).toBe('港口') // GB18030
  // 港口的海, which as GB18030 would be 翠.
  expect(decode(bytes(0xb4, 0xe4, 0xa4, 0x66, 0xaa, 0xba, 0xae, 0xfc))).toBe('港口的海') // Big5
  // A character that was cut in two at the end.
  expect(decode(bytes(0xe6, 0xb8, 0xaf, 0xe5, 0x8f))).toBe('港')
  expect(decode(bytes(0xff, 0xfe, 0x2f, 0x6e))).toBe('港') // UTF-16, little end first
})

test('the title is the first short line that is none of the page’s own', () => {
  expect(guessTitle('Language : English 简体 繁體\n\nNATO’s Collective Security Myth\n\nJul 12, 2022')).toBe(
    'NATO’s Collective Security Myth',
  )
  expect(guessTitle('# A port\n\nText.')).toBe('A port')
  expect(guessTitle('Night bus\t夜班公交\t夜班公車')).toBe('Night bus')
  expect(guessTitle('A sentence.\nAnother one.')).toBe('')
})
