// Words looked up in all documents, from the keyboard alone.

import { expect, test } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

test('a selection is looked up in all documents, and one goes there', async ({ browser }) => {
  const here = await server.create('At sea', [
    ['NATO imposed sanctions on Russia.', '北约对俄罗斯实施制裁。', '北約對俄羅斯實施制裁。'],
    ['The software of the ship was new.', '船上的软件很新。', '船上的軟體很新。'],
  ])
  const there = await server.create('On land', [
    ['A quiet road.', '安静的路。', '安靜的路。'],
    ['The sanctions were lifted.', '制裁取消了。', '制裁取消了。'],
  ])
  const a = await Bench.open(browser, server, here, 'A')
  const { page } = a
  await a.edit(1, 'zh-Hant')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Alt+KeyK')
  const dialog = page.getByRole('dialog')
  const input = dialog.getByRole('combobox').first()
  const hits = dialog.getByRole('option').filter({ has: page.locator('.texts') })
  await expect(input).toBeFocused()
  await expect(input).toHaveValue('北約')
  // The index is a moment behind a document that was just made.
  await expect(async () => {
    await input.fill('北約')
    await expect(hits).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  // Traditional as typed, and Simplified is found too.
  await expect(hits.first().locator('mark')).toHaveText(['北约', '北約'])
  await input.fill('制裁')
  await expect(hits).toHaveCount(2)
  await expect(hits.first()).toContainText('On land')
  await expect(hits.first()).toContainText('The sanctions were lifted.')
  expect(await violations(page)).toEqual([])

  await dialog.getByLabel('Where').selectOption({ label: 'This document' })
  await expect(hits).toHaveCount(1)
  await dialog.getByLabel('Where').selectOption({ label: 'All documents' })
  await dialog.getByLabel('Version', { exact: true }).selectOption({ label: 'English' })
  await expect(dialog.locator('.told').getByText('Found nowhere')).toBeVisible()
  await input.fill('sanction')
  await expect(hits).toHaveCount(2)
  await dialog.getByLabel('State').selectOption({ label: 'Confirmed or approved' })
  await expect(dialog.locator('.told').getByText('Found nowhere')).toBeVisible()
  await dialog.getByLabel('State').selectOption({ label: 'Every text' })
  await expect(hits).toHaveCount(2)

  await input.focus()
  await page.keyboard.press('ArrowDown')
  await expect(hits.nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/d/${there}`))
  await expect(page.locator('footer')).toContainText('Unit 2')
  await page.goBack()
  await a.ready()
  await a.close()
})

test('a confirmed text comes first; the page has the words in its address, in Chinese too', async ({
  browser,
}) => {
  const doc = await server.create('Harbours', [
    ['The first harbour.', '第一个港口。', '第一個港口。'],
    ['The second harbour.', '第二个港口。', '第二個港口。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.cell(1, 'zh-Hans').click()
  await a.page.keyboard.press('Control+Enter')
  await a.saved()
  await a.page.goto(`${server.url}/concordance?q=${encodeURIComponent('港口')}`)
  const { page } = a
  const hits = page.getByRole('option').filter({ has: page.locator('.texts') })
  await expect(async () => {
    await page.reload()
    await expect(hits).toHaveCount(2, { timeout: 1500 })
    await expect(hits.first().locator('.s1')).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(hits.first()).toContainText('The first harbour.')
  expect(await violations(page)).toEqual([])
  await page.evaluate(() =>
    localStorage.setItem('triptych.settings', JSON.stringify({ language: 'zh-Hant', theme: 'dark' })),
  )
  await page.reload()
  await expect(page.getByRole('heading', { name: '用例檢索' })).toBeVisible()
  await expect(hits).toHaveCount(2)
  expect(await violations(page)).toEqual([])
  await a.close()
})
