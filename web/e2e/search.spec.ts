// Searching in a document, and putting other words for those found.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = Array.from({ length: 60 }, (_, i) =>
  i % 20 === 4
    ? ([
        `The software of ship ${i + 1}.`,
        `第${i + 1}艘船的软件，软件很新。`,
        `第${i + 1}艘船的軟體，軟體很新。`,
      ] as const)
    : ([`Quiet water ${i + 1}.`, `静水${i + 1}。`, `靜水${i + 1}。`] as const),
)

test('every place is marked, gone to by key, and left with Esc', async ({ browser }) => {
  const doc = await server.create('Search', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const { page } = a
  await a.edit(2, 'zh-Hans')
  await page.keyboard.press('Control+KeyF')
  const words = page.locator('search input').first()
  await expect(words).toBeFocused()
  await page.keyboard.insertText('software')
  await expect(page.locator('search .found')).toHaveText('1 of 3')
  await expect(a.cell(5, 'en').locator('.mark-here')).toHaveText('software')
  await expect(words).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('search .found')).toHaveText('2 of 3')
  await expect(a.unit(25)).toBeInViewport()
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+F3')
  // Round the end.
  await expect(page.locator('search .found')).toHaveText('3 of 3')
  await expect(a.unit(45)).toBeInViewport()
  await expect(page.locator('footer')).toContainText('Unit 45')

  // Simplified as typed finds Traditional, and the reverse; as written it does not.
  await words.fill('軟体')
  await expect(page.locator('search .found')).toHaveText(/of 6$/)
  await expect(a.cell(45, 'zh-Hant').locator('.mark-hit')).toHaveCount(2)
  await page.getByRole('button', { name: 'As written' }).click()
  await expect(page.locator('search .found')).toHaveText('Found nowhere')
  await page.getByRole('button', { name: 'As written' }).click()

  // Rows are hidden only when that is asked for.
  await expect(a.unit(44)).toBeVisible()
  await page.getByRole('button', { name: 'Only units with it' }).click()
  await expect(page.locator('[data-index]')).toHaveCount(3)
  await page.getByRole('button', { name: 'List' }).click()
  await expect(page.locator('search li')).toHaveCount(6)
  await page.locator('search li button').first().click()
  await expect(page.locator('search .found')).toHaveText('1 of 6')

  await words.focus()
  await page.keyboard.press('Escape')
  await expect(page.locator('search')).toHaveCount(0)
  await expect(page.locator('.mark-hit')).toHaveCount(0)
  await expect(a.unit(6)).toBeVisible()
  await expect(a.cell(5, 'zh-Hant')).toBeFocused()
  await page.keyboard.press('Slash')
  await expect(words).toBeFocused()
  await a.close()
})

test('words are replaced in one version, but for what is left out, and put back in one step', async ({
  browser,
}) => {
  const doc = await server.create('Replace', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  const { page } = a
  await a.cell(1, 'zh-Hans').click()
  await page.keyboard.press('Control+KeyH')
  await page.keyboard.insertText('软件')
  const line = page.locator('search li')
  // The other two versions are left alone.
  await expect(line).toHaveCount(6)
  await page.getByLabel('Replace with', { exact: true }).fill('程序')
  await expect(line.first()).toContainText('第5艘船的软件程序，软件很新。')
  await line.nth(1).getByRole('checkbox').uncheck()
  await page.getByRole('button', { name: 'Replace 5 of 6' }).click()
  await expect(page.getByText('Replaced: 5.')).toBeVisible()
  await expect(line).toHaveCount(1)
  await a.saved()
  await expect.poll(() => b.text(5, 'zh-Hans')).toBe('第5艘船的程序，软件很新。')
  await expect.poll(() => server.export(doc)).toContain('第45艘船的程序，程序很新。')
  expect(await b.text(5, 'zh-Hant')).toBe('第5艘船的軟體，軟體很新。')

  // One step back, but where somebody has written since.
  await b.edit(5, 'zh-Hans')
  await b.page.keyboard.insertText('好')
  await expect.poll(() => a.text(5, 'zh-Hans')).toBe('第5艘船的程序，软件很新。好')
  await page.getByRole('button', { name: 'Take the replacement back' }).click()
  await expect(page.getByText('Taken back in 2 paragraphs. In 1 somebody has written since')).toBeVisible()
  await expect(line).toHaveCount(5)
  await a.saved()
  const texts = await server.export(doc)
  expect(texts).toContain('第45艘船的软件，软件很新。')
  expect(texts).toContain('第5艘船的程序，软件很新。好')
  await a.close()
  await b.close()
})

test('a paragraph in which somebody is composing a word is left alone', async ({ browser }) => {
  const doc = await server.create('Composing', units.slice(4, 5))
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await b.edit(1, 'zh-Hans')
  const cdp = await b.page.context().newCDPSession(b.page)
  await cdp.send('Input.imeSetComposition', { text: 'hao', selectionStart: 3, selectionEnd: 3 })
  // Where somebody is, and at what, is told a moment later.
  await b.page.waitForTimeout(600)
  await a.cell(1, 'zh-Hans').click()
  await a.page.keyboard.press('Control+KeyH')
  await a.page.keyboard.insertText('软件')
  await a.page.getByLabel('Replace with', { exact: true }).fill('程序')
  await a.page.getByRole('button', { name: 'Replace 2 of 2' }).click()
  await expect(a.page.getByText('somebody is writing there: 2')).toBeVisible()
  expect(await a.text(1, 'zh-Hans')).toContain('软件，软件')
  await a.close()
  await b.close()
})
