// What an editor says of texts: many at once, with a reason, and back to the translator.

import { expect, test } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units: [string, string, string][] = [
  ['The harbour is open.', '港口开放。', '港口開放。'],
  ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
  ['He said the ship had left.', '他说船已经离开。', '他說船已經離開。'],
  ['Nobody came to the meeting.', '没有人来开会。', ''],
]

test('what is selected is approved in one step, which says what it leaves out, and taken back in one', async ({
  browser,
}) => {
  const doc = await server.create('Many', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  await expect(a.findings(2, 'num.value')).toHaveCount(1)
  await a.cell(1, 'en').click()
  await a.page.keyboard.press('Escape')
  await a.page.keyboard.press('Alt+KeyX')
  await a
    .unit(4)
    .locator('.number')
    .click({ modifiers: ['Shift'] })
  await expect(a.page.getByText('Units selected: 4')).toBeVisible()
  await a.page.keyboard.press('Alt+Shift+Enter')
  const dialog = a.page.getByRole('dialog', { name: 'Approve or confirm many' })
  await expect(dialog.getByRole('status')).toContainText('without text')
  await expect(dialog.getByRole('status')).toContainText('with an open error')
  expect(await violations(a.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Do it in one step' }).click()
  await expect(a.pair(1, 'en:zh-Hans')).toHaveAttribute('data-status', 'approved')
  await expect(a.pair(3, 'zh-Hans:zh-Hant')).toHaveAttribute('data-status', 'approved')
  await expect(a.pair(2, 'en:zh-Hant')).toHaveAttribute('data-status', 'open')
  await expect(a.page.getByText('Left out:')).toBeVisible()
  await a.page.getByRole('button', { name: 'Undo' }).click()
  await expect(a.pair(1, 'en:zh-Hans')).toHaveAttribute('data-status', 'open')
  await expect(a.pair(3, 'zh-Hans:zh-Hant')).toHaveAttribute('data-status', 'open')

  // All that is shown: confirmed, and back.
  await a.cell(1, 'zh-Hans').click()
  await a.page.keyboard.press('Escape')
  await a.page.keyboard.press('Alt+Shift+Enter')
  await dialog.getByLabel('What to do').selectOption({ index: 1 })
  await dialog.getByRole('button', { name: 'Do it in one step' }).click()
  await expect(a.page.locator('[role=columnheader]', { hasText: '简体中文' })).toContainText('100% confirmed')
  await a.page.getByRole('button', { name: 'Undo' }).click()
  await expect(a.page.locator('[role=columnheader]', { hasText: '简体中文' })).toContainText('0% confirmed')
  await a.close()
})

test('an open error is approved with a reason alone, and the mark says who, when and why', async ({
  browser,
}) => {
  const doc = await server.create('Reason', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  await expect(a.findings(2, 'num.value')).toHaveCount(1)
  await a.pair(2, 'en:zh-Hant').click()
  const dialog = a.page.getByRole('dialog', { name: 'Approve all the same' })
  await expect(dialog).toContainText('800')
  await a.page.keyboard.type('Taiwan dollars')
  await a.page.keyboard.press('Enter')
  await expect(a.pair(2, 'en:zh-Hant')).toHaveAttribute('data-status', 'approved')
  await a.pair(2, 'en:zh-Hant').click()
  await expect(a.page.getByText(/approved by Ann, .*“Taiwan dollars”/)).toBeVisible()
  await a.close()
})

test('a cell is sent back with a word, which its translator reads there', async ({ browser }) => {
  const doc = await server.create('Sent back', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  const b = await Bench.open(browser, server, doc, 'Bea')
  await a.cell(3, 'zh-Hant').click()
  await a.page.keyboard.press('Escape')
  await a.page.keyboard.press('Alt+KeyR')
  await a.page.keyboard.type('船 is 輪船 here')
  await a.page.keyboard.press('Enter')
  await expect(b.cell(3, 'zh-Hant')).toContainText('Sent back: 船 is 輪船 here')
  await b.page.getByLabel('Show…').selectOption('Sent back')
  await expect(b.page.locator('.unit')).toHaveCount(1)
  await b.page.reload()
  await b.ready()
  await expect(b.cell(3, 'zh-Hant')).toContainText('Sent back')
  await b.cell(3, 'zh-Hant').click()
  await b.page.keyboard.press('Control+Enter')
  await expect(a.cell(3, 'zh-Hant')).not.toContainText('Sent back')
  await a.close()
  await b.close()
})
