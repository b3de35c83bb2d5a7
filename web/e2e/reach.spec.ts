// Everybody can use it: axe finds nothing serious, the keyboard reaches everything.

import { expect, test } from '@playwright/test'
import { STARK, violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
let demo: string
test.beforeAll(async () => {
  server = await Server.start('--demo')
  const documents = await (await fetch(`${server.url}/api/documents`)).json()
  demo = documents[0].id
})
test.afterAll(() => server.stop())

for (const colorScheme of ['light', 'dark'] as const)
  test(`no serious barrier on any screen, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, locale: 'en-GB', reducedMotion: 'reduce' })
    const page = await context.newPage()
    for (const path of ['/', '/import', '/findings', '/about']) {
      await page.goto(server.url + path)
      await expect(page.locator('h1')).toBeVisible()
      await page.waitForTimeout(300)
      expect(await violations(page), path).toEqual([])
    }
    await page.goto(`${server.url}/d/${demo}`)
    const bench = new Bench(page)
    await bench.ready()
    await expect(page.locator('[data-check]').first()).toBeVisible()
    expect(await violations(page), 'workbench').toEqual([])
    await bench.edit(2, 'zh-Hant')
    expect(await violations(page), 'editor').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations(page), 'keys').toEqual([])
    await context.close()
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`high contrast where the system asks for it, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, contrast: 'more', reducedMotion: 'reduce' })
    const page = await context.newPage()
    for (const path of ['/', '/import', '/findings', '/about', '/people', `/d/${demo}`]) {
      await page.goto(server.url + path)
      await expect(page.locator('h1')).toBeVisible()
      await page.waitForTimeout(300)
      expect(await violations(page, STARK), path).toEqual([])
    }
    await page.emulateMedia({ contrast: 'no-preference' })
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'normal')
    await page.getByRole('button', { name: 'Appearance and language' }).click()
    await page.getByText('High', { exact: true }).click()
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
    await context.close()
  })

test('somebody new is told the first keys until they were used', async ({ browser }) => {
  const doc = await server.create('New', [
    ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
    ['It took 30 days.', '用了30天。', '用了30天。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  const steps = a.page.locator('[data-step]')
  await expect(a.findings(1, 'num.value')).toHaveCount(1)
  await expect(steps).toHaveCount(3)
  await a.page.keyboard.press('F8')
  await expect(a.page.locator('[data-step=nextFinding]')).toHaveCount(0)
  await steps.filter({ hasText: 'Alt+F' }).click()
  await expect(a.cell(1, 'zh-Hant')).toContainText('500')
  await expect(steps).toHaveCount(1)
  await a.page.getByRole('button', { name: 'Hide these hints' }).click()
  await expect(steps).toHaveCount(0)
  await a.page.reload()
  await a.ready()
  await expect(steps).toHaveCount(0)
  await a.page.context().close()
})

test('the workbench is used from the keyboard alone', async ({ browser }) => {
  const doc = await server.create('Keys', [
    ['One two three.', '一二三。', '一二三。'],
    ['The gate is open.', '大门开着。', '大門開著。'],
    ['Seven eight.', '七八。', '七八。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  const { keyboard } = a.page
  await expect(a.cell(1, 'en')).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(a.cell(2, 'en')).toBeFocused()
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await expect(a.cell(2, 'zh-Hans').locator('.cm-content')).toBeFocused()
  await keyboard.press('Enter')
  expect(await a.text(2, 'zh-Hans')).toBe('大门开着。')
  await keyboard.press('Alt+ArrowRight')
  await expect(a.cell(2, 'zh-Hant').locator('.cm-content')).toBeFocused()
  await keyboard.press('Alt+ArrowDown')
  await expect(a.cell(3, 'zh-Hant').locator('.cm-content')).toBeFocused()
  await keyboard.press('Escape')
  await expect(a.cell(3, 'zh-Hant')).toBeFocused()

  await keyboard.press('Alt+ArrowUp')
  await keyboard.press('Control+Shift+Enter')
  await expect(a.pair(2, 'en:zh-Hant')).toHaveAttribute('data-status', 'approved')
  await expect(a.pair(2, 'zh-Hans:zh-Hant')).toHaveAttribute('data-status', 'approved')
  await expect(a.pair(2, 'en:zh-Hans')).toHaveAttribute('data-status', 'approved')
  await a.close()
})

test('a paragraph is split, joined and shifted by key, for everybody', async ({ browser }) => {
  const doc = await server.create('Paragraphs', [
    ['First half. Second half.', '上半。下半。', '上半。下半。'],
    ['Next.', '下一段。', '下一段。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.press('Control+Home')
  for (let i = 0; i < 3; i++) await a.page.keyboard.press('ArrowRight')
  await a.page.keyboard.press('Alt+KeyS')
  await expect(b.cell(1, 'zh-Hans').locator('p[data-seg]')).toHaveText(['上半。', '下半。'])

  await a.cell(1, 'zh-Hans').locator('p[data-seg], .cm-content').first().click()
  await a.page.keyboard.press('Alt+KeyJ')
  await expect(b.cell(1, 'zh-Hans').locator('p[data-seg]')).toHaveText(['上半。下半。'])
  await a.close()
  await b.close()
})

test('appearance and language are switched and kept', async ({ page }) => {
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Appearance and language' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByLabel('Language of the interface').selectOption('zh-Hant')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('文件')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('文件')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a stretch is lined up again, and that is taken back by key', async ({ browser }) => {
  const doc = await server.create('Out of step', [
    ['The ferry has 300 seats.', '渡轮有300个座位。', '渡輪有300個座位。'],
    ['It was built in Denmark in 2004.', '', ''],
    ['Nobody sails at night in winter.', '它于2004年在丹麦建造。', '它於2004年在丹麥建造。'],
    ['The harbour master earns 4,500 dollars.', '冬天夜里没有人出航。', '冬天夜裡沒有人出航。'],
    ['', '港务长挣4500美元。', '港務長賺4500美元。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.page.keyboard.press('ArrowDown')
  await a.page.getByRole('button', { name: 'Actions for unit 2' }).click()
  await a.page.getByRole('menuitem', { name: 'Line up again' }).click()
  await a.page.getByRole('button', { name: 'Line up so' }).click()
  await expect.poll(() => a.text(2, 'zh-Hans')).toBe('它于2004年在丹麦建造。')
  await expect.poll(() => a.text(4, 'zh-Hant')).toBe('港務長賺4500美元。')
  await a.page.keyboard.press('Alt+KeyZ')
  await expect.poll(() => a.text(3, 'zh-Hans')).toBe('它于2004年在丹麦建造。')
  await a.close()
})
