// The inbox: two people, one mentions the other, who sees it at once wherever they are.

import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { account, address, PASSWORD, person, signIn } from './house'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

async function clean(page: Page) {
  await page.waitForTimeout(300)
  expect(await violations(page)).toEqual([])
}

test('a mention is told at once, read there, answered and resolved; a cell sent back is told too', async ({
  browser,
}) => {
  account(server, 'Ada', 'admin')
  account(server, 'Mei', 'translator')
  const units: [string, string, string][] = [
    ['The harbour is open.', '港口开放。', '港口開放。'],
    ['Nobody came.', '没有人来。', '沒有人來。'],
  ]
  const doc = await server.create('Harbour', units, await server.as(address('Ada'), PASSWORD))
  const mei = await person(browser, 'zh-TW')
  await signIn(mei, server.url, 'Mei')
  await expect(mei.getByRole('link', { name: '收件匣', exact: true })).toBeVisible()
  const ada = new Bench(await person(browser))
  await signIn(ada.page, server.url, 'Ada', `/d/${doc}`)
  await ada.ready()

  await ada.cell(2, 'zh-Hant').click()
  await ada.page.keyboard.press('Alt+KeyM')
  await ada.page.keyboard.type('@Me')
  await ada.page.getByRole('option', { name: 'Mei' }).click()
  await ada.page.keyboard.type('why not 無人?')
  await ada.page.keyboard.press('Control+Enter')

  // Mei looks at the list of documents, and sees it come.
  const badge = mei.getByRole('link', { name: '收件匣：1 則未讀' })
  await expect(badge).toBeVisible()
  await badge.click()
  await expect(mei.getByText('Ada 提到了你')).toBeVisible()
  await clean(mei)
  await mei.getByRole('link', { name: /why not/ }).click()
  const bench = new Bench(mei)
  await bench.ready()
  const panel = mei.getByRole('complementary', { name: '評論' })
  await expect(panel.getByText('why not 無人?')).toBeVisible()
  await expect(mei.getByRole('link', { name: '收件匣', exact: true })).toBeVisible()
  await panel.getByRole('button', { name: '回覆' }).click()
  await mei.keyboard.type('好')
  await mei.keyboard.press('Control+Enter')
  await panel.getByRole('button', { name: '解決' }).click()

  // Ada is told in the document where she is.
  await expect(ada.page.getByRole('link', { name: 'Inbox: 1 unread' })).toBeVisible()
  await expect(ada.page.getByText(/Resolved by Mei/)).toBeVisible()
  await clean(ada.page)

  // A cell of Mei's is sent back to her.
  await bench.edit(1, 'zh-Hant')
  await mei.keyboard.type('了')
  await expect(ada.cell(1, 'zh-Hant')).toContainText('了')
  await ada.cell(1, 'zh-Hant').click()
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Alt+KeyR')
  await ada.page.keyboard.type('Too long')
  await ada.page.keyboard.press('Enter')
  await expect(mei.getByRole('link', { name: '收件匣：1 則未讀' })).toBeVisible()

  // All read in one step, and taken back.
  await mei.getByRole('link', { name: '收件匣：1 則未讀' }).click()
  await expect(mei.getByText('Ada 退回了你的譯文：繁體版')).toBeVisible()
  await mei.getByRole('button', { name: '全部標為已讀' }).click()
  await expect(mei.getByText('沒有未讀內容。')).toBeVisible()
  await mei.getByRole('button', { name: '復原' }).click()
  await expect(mei.getByText('Too long')).toBeVisible()
  await mei.getByRole('checkbox', { name: '包括已讀' }).check()
  await expect(mei.getByText('why not 無人?')).toBeVisible()
  await clean(mei)
  await mei.context().close()
  await ada.close()
})
