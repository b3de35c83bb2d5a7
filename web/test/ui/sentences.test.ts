import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, TABLES } from '../../src/lang'
import { checkName, say, template } from '../../src/lang/table'
import { Failure } from '../../src/http'
import { sentence } from '../../src/ui/failure'
import { KEYS } from '../../src/workbench/keys'

const table = readFileSync(new URL('../../../align/message/messages.tsv', import.meta.url), 'utf8')
const keys = table.split('\n').map(line => line.split('\t')[0])
const root = new URL('../../src/', import.meta.url)
const code = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.(ts|svelte)$/.test(name))
  .map(name => readFileSync(new URL(name, root), 'utf8'))
  .join('\n')

describe('the sentences of the browser alone', () => {
  // The server's are held to the table by the tests of align/message.
  const said = [...code.matchAll(/'(page(?:\.\w+)+)'/g)].map(m => m[1])
  const roles = [...(/ROLES = \[(.*?)\]/.exec(code)?.[1] ?? '').matchAll(/\w+/g)].map(m => m[0])
  const listed = [
    ...roles.flatMap(role => [`page.role.${role}`, `page.role.${role}.about`]),
    ...KEYS.map(k => `page.key.${k.action}`),
    ...[...code.matchAll(/does\('(\w+)'\)/g)].map(m => `page.key.${m[1]}`),
    ...KEYS.map(k => `page.keys.${k.group}`),
  ]
  test('every key has its row', () =>
    expect([...said, ...listed].filter(key => !keys.includes(key))).toEqual([]))
  test('every row is said', () => {
    const used = new Set([...said, ...listed])
    // What people did is named by the server: its tests know which acts there are.
    const acts = /^page\.act\./
    expect(code).toContain('`page.act.${act}`')
    expect(keys.filter(key => key.startsWith('page.') && !used.has(key) && !acts.test(key))).toEqual([])
  })
})

describe('a sentence', () => {
  const many = { key: 'file.many', args: { version: 'zh-Hant', other: 'en', x: '40', y: '3' } }
  test('is in the reader’s language, its versions too', () => {
    expect(say(many, TABLES['zh-Hans'])).toBe('繁体版有 40 段，英文版只有 3 段。')
    expect(say(many, TABLES.en)).toBe('Traditional Chinese has 40 paragraphs, English only 3.')
  })
  test('holds another by its key', () => {
    const said = { key: 'file.binary', args: { what: 'kind.pdf' } }
    expect(say(said, TABLES['zh-Hant'])).toBe('這不是文字檔，看起來是 PDF 文件。')
  })
  test('of an unknown key is the English one that came with it', () => {
    expect(say({ key: 'nothing', why: 'Something new.' }, TABLES['zh-Hans'])).toBe('Something new.')
    expect(say('From an earlier version.', TABLES['zh-Hans'])).toBe('From an earlier version.')
    expect(say(null, TABLES.en)).toBe('')
  })
})

test('a failed request says what is wrong and what to do, in the reader’s language', () => {
  const failure = new Failure('bad', 400, {
    code: 'bad',
    key: 'new.long',
    remedyKey: 'new.long.do',
    args: { a: 'en', n: '3', length: '120000', most: '100000' },
    message: 'English paragraph 3 has 120000 characters, and 100000 are allowed.',
    remedy: 'Break it into paragraphs first.',
    version: 'en',
  })
  expect(sentence(failure, TABLES['zh-Hant'])).toBe(
    'English: 英文版第 3 段有 120000 個字元，最多允許 100000 個。請先把它分成幾段。',
  )
  const closed = new Failure('gone', 409, {
    code: 'gone',
    key: 'no.open',
    remedyKey: 'no.open.do',
    message: 'the document is not open',
    remedy: 'Open it and try again.',
  })
  expect(sentence(closed, TABLES.en)).toBe('the document is not open. Open it and try again.')
  expect(sentence(closed, TABLES['zh-Hans'])).toBe('文档没有打开。请打开后再试。')
  expect(sentence(new Failure('offline'), TABLES.en)).toBe(TABLES.en.errors.offline)
})

test('a language is one file and one column', () => {
  const files = readdirSync(new URL('lang/', root)).map(name => name.replace(/\.ts$/, ''))
  const others = ['index', 'table']
  expect(files.filter(name => !others.includes(name))).toEqual(LANGUAGES)
  const head = table.split('\n').find(line => !line.startsWith('#'))
  expect(head?.split('\t').slice(1)).toEqual(LANGUAGES)
  for (const lang of LANGUAGES) expect(TABLES[lang].lang).toBe(lang)
})

test('a check is called by its name', () => {
  expect(checkName('num.value', TABLES['zh-Hant'])).toBe('數字不同')
  expect(checkName('no.such', TABLES.en)).toBe('no.such')
  expect(template('check.num.value.about', 'en')).toMatch(/\.$/)
})
