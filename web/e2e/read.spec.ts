// Reading side by side: matching sentences light up, findings are listed over all documents.

import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

test('the sentences that say the same light up in the other versions', async ({ browser }) => {
  const doc = await server.create('Sentences', [
    [
      'The ferry has 300 seats. It was built in Denmark in 2004. Nobody sails at night.',
      '渡轮有300个座位。它于2004年在丹麦建造。夜里没有人出航。',
      '渡輪有300個座位。它於2004年在丹麥建造。夜裡沒有人出航。',
    ],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a
    .cell(1, 'en')
    .locator('p')
    .hover({ position: { x: 40, y: 12 } })
  await expect(a.cell(1, 'zh-Hans').locator('.mark-sentence')).toHaveText('渡轮有300个座位。')
  await expect(a.cell(1, 'zh-Hant').locator('.mark-sentence')).toHaveText('渡輪有300個座位。')

  // The caret does the same for those who use the keyboard.
  await a.edit(1, 'zh-Hant')
  await expect(a.cell(1, 'en').locator('.mark-sentence')).toHaveText('Nobody sails at night.')
  await a.close()
})

test('findings are listed over all documents, filtered, opened and saved', async ({ browser }) => {
  const first = await server.create('First', [['It cost 500 dollars.', '它花了500美元。', '它花了800美元。']])
  await server.create('Second', [
    ['All quiet.', '一切平静。', '一切平靜。'],
    ['He said it had left.', '他说已经离开。', '他说已經離開。'],
  ])
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${server.url}/findings`)
  const list = page.locator('.list article')
  await expect(list.filter({ hasText: 'First' }).filter({ hasText: '500' }).first()).toBeVisible()
  await expect(list.filter({ hasText: 'Second' }).first()).toContainText('说')

  await page.getByLabel('Check').selectOption('scr.hans_in_hant')
  await expect(list).toHaveCount(1)
  await page.getByLabel('Check').selectOption('')
  await page.getByLabel('Document').selectOption(first)
  await expect(list.filter({ hasText: 'Second' })).toHaveCount(0)

  await page.getByLabel('Version').selectOption('zh-Hant')
  await expect(list.first()).toContainText('800')
  await page.getByLabel('Version').selectOption('')
  await page.getByLabel('Order').selectOption('place')
  await page.getByLabel('Order').selectOption('')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as TSV' }).click()
  const saved = readFileSync((await (await download).path())!, 'utf8')
  expect(saved).toMatch(/^document\tunit\tcheck\t/)
  expect(saved).toContain('num.value')

  await page.keyboard.press('F8')
  await page.keyboard.press('Shift+F8')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/d/${first}#u=`))
  await expect(page.locator('[data-check="num.value"]').first()).toBeVisible()
  await page.context().close()
})

test('several findings are waived with one reason', async ({ browser }) => {
  const doc = await server.create('Waived', [
    ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
    ['It took 30 days.', '用了30天。', '用了40天。'],
  ])
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${server.url}/findings?doc=${doc}`)
  const list = page.locator('.list article')
  await expect(list.first()).toBeVisible()
  const all = await list.count()
  await page.getByLabel('Choose all').check()
  await page.getByRole('button', { name: `Waive ${all}…` }).click()
  await page.keyboard.type('Converted at the time')
  await page.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
  await page.getByLabel('State').selectOption('waived')
  await expect(list).toHaveCount(all)
  await expect(list.first()).toContainText('Converted at the time')
  // One undo for all of them, and one step that raises chosen ones again.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list).toHaveCount(0)
  await page.getByLabel('State').selectOption('')
  await expect(list).toHaveCount(all)
  await page.getByLabel('Choose all').check()
  await page.getByRole('button', { name: `Waive ${all}…` }).click()
  await page.keyboard.type('Converted at the time')
  await page.keyboard.press('Enter')
  await page.getByLabel('State').selectOption('waived')
  await expect(list).toHaveCount(all)
  await page.getByLabel('Choose the finding').first().check()
  await page.getByRole('button', { name: 'Raise again (1)' }).click()
  await expect(list).toHaveCount(all - 1)
  await page.getByLabel('State').selectOption('')
  await page.getByLabel('Choose all').check()
  await page.getByRole('button', { name: 'Waive 1…' }).click()
  await page.keyboard.type('Converted at the time')
  await page.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
  await page.getByLabel('State').selectOption('waived')
  await expect(list).toHaveCount(all)
  await page.getByRole('button', { name: 'Ledger' }).click()
  const ledger = page.getByRole('region', { name: 'Ledger' })
  await expect(ledger.getByRole('row', { name: /^Number differs/ })).toContainText('2')
  await page.reload()
  await expect(ledger).toBeVisible()
  await expect(list).toHaveCount(all)
  await page.context().close()
})

test('a finding shows what stands beside it, and is mended where it is listed', async ({ browser }) => {
  const rows = Array.from({ length: 40 }, (_, i) => [
    `Ship ${i} is late.`,
    `${i}号船晚了。`,
    `${i}號船晚了。`,
  ])
  const doc = await server.create('Mended', [
    ['The lighthouse is still lit.', '', '燈塔仍然亮著。'],
    ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
    ...(rows as [string, string, string][]).map(([en, hans], i) => [en, hans, `${i}號船說晚了说。`] as const),
  ])
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${server.url}/findings?doc=${doc}`)
  const list = page.locator('.list article')
  const empty = list.filter({ hasText: 'no text' })
  await expect(empty).toContainText('The lighthouse is still lit.')
  await expect(empty).toContainText('燈塔仍然亮著。')

  await page.getByLabel('Search').fill('800')
  await expect(list).toHaveCount(1)
  await list.getByRole('button', { name: 'Replace with “500美元”' }).click()
  await expect(list).toHaveCount(0)
  await expect.poll(() => server.export(doc)).not.toContain('800')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list).toHaveCount(1)
  await expect.poll(() => server.export(doc)).toContain('它花了800美元。')

  // The page scrolls, not a box in it: the last of many is reached by going down.
  await page.getByLabel('Search').fill('')
  await page.getByLabel('Order').selectOption('place')
  await expect(async () => {
    await page.mouse.wheel(0, 100_000)
    await expect(list.filter({ hasText: '39號船' }).first()).toBeInViewport({ timeout: 500 })
  }).toPass()
  await page.getByLabel('Choose all').check()
  await page.getByRole('button', { name: /^Mend \(\d+\)$/ }).click()
  await expect.poll(() => server.export(doc)).not.toContain('说。')
  await page.context().close()
})
