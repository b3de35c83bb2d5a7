// What a person holds in the hand stays there: the caret, the focus, the states of cells.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['First half. Second half.', '上半。下半。', '上半。下半。'],
  ['Next.', '下一段。', '下一段。'],
] as const

test('a split under somebody else’s caret takes caret and typing along', async ({ browser }) => {
  const doc = await server.create('Split', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'zh-Hans')
  await b.edit(1, 'zh-Hans')
  await b.page.keyboard.press('Control+Home')
  for (let i = 0; i < 3; i++) await b.page.keyboard.press('ArrowRight')
  await b.page.keyboard.press('Alt+KeyS')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('上半。\n下半。')
  await a.page.keyboard.insertText('甲')
  // One's own split leaves the caret in the second half.
  await b.page.keyboard.insertText('乙')
  for (const bench of [a, b]) await expect.poll(() => bench.text(1, 'zh-Hans')).toBe('上半。\n乙下半。甲')

  // Joined again, and split again by undoing it: both carets stay at their words.
  await b.page.keyboard.press('Alt+KeyZ')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('上半。乙下半。甲')
  await a.page.keyboard.insertText('丙')
  await b.page.keyboard.insertText('丁')
  for (const bench of [a, b]) await expect.poll(() => bench.text(1, 'zh-Hans')).toBe('上半。乙丁下半。甲丙')
  await a.saved()
  await a.close()
  await b.close()
})

test('a paragraph shifted by somebody else stays in the hand', async ({ browser }) => {
  const doc = await server.create('Shift', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'zh-Hant')
  await b.edit(1, 'zh-Hant')
  await b.page.keyboard.press('Alt+Shift+ArrowDown')
  await expect.poll(() => a.text(2, 'zh-Hant')).toBe('上半。下半。\n下一段。')
  await expect(a.cell(2, 'zh-Hant').locator('.cm-content')).toBeFocused()
  await expect.poll(() => a.page.evaluate(() => getSelection()?.anchorOffset)).toBe(6)
  await a.page.keyboard.insertText('甲')
  await expect.poll(() => b.text(2, 'zh-Hant')).toBe('上半。下半。甲\n下一段。')
  await a.close()
  await b.close()
})

test('undoing a shift and a join gives cells their states back', async ({ browser }) => {
  const doc = await server.create('States', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const states = async () => {
    const { units } = JSON.parse(await server.export(doc)) as { units: { cells: object }[] }
    return units.map(u => Object.values(u.cells).map(c => (c as { state: string }).state))
  }
  const before = await states()
  for (const key of ['Alt+Shift+ArrowDown', 'Alt+KeyJ']) {
    await a.edit(1, 'zh-Hans')
    await a.page.keyboard.press(key)
    await expect.poll(states).not.toEqual(before)
    await a.page.keyboard.press('Alt+KeyZ')
    await expect.poll(states).toEqual(before)
  }
  await expect(a.cell(1, 'zh-Hans')).not.toContainText('draft')
  await a.close()
})
