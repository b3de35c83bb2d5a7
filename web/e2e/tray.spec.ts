// Deleted documents: put back, or taken out for good by who types the title.

import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe'
import { account, address, PASSWORD, person, signIn } from './house'
import { Server } from './server'

let server: Server
test.beforeAll(async () => {
  server = await Server.start()
  account(server, 'Ada', 'admin')
  account(server, 'Max', 'manager')
})
test.afterAll(() => server.stop())

const clean = async (page: Page, what: string) => expect(await violations(page), what).toEqual([])
const unit = [['The ferry leaves.', '渡轮离港。', '渡輪離港。']] as const

test.slow()
test('a deleted document is put back, and taken out for good by its title', async ({ browser }) => {
  const as = await server.as(address('Ada'), PASSWORD)
  await server.create('Ferries', unit, as)
  await server.create('渡輪 與 火車', unit, as)
  const max = await person(browser)
  await signIn(max, server.url, 'Max')
  for (const title of ['Ferries', '渡輪 與 火車']) {
    await max.getByRole('button', { name: `Actions: ${title}` }).click()
    await max.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(max.getByRole('link', { name: title })).toHaveCount(0)
  }
  await max.getByRole('link', { name: 'Deleted documents' }).click()
  await expect(max.locator('tbody tr')).toHaveCount(2)
  await expect(max.locator('tbody tr').first()).toContainText('Max')
  await expect(max.locator('tbody tr').first()).toContainText('30')
  await expect(max.getByRole('button', { name: /for good/ })).toHaveCount(0)
  await clean(max, 'the tray of a manager')
  await max.getByRole('button', { name: 'Restore: Ferries' }).click()
  await expect(max.locator('tbody tr')).toHaveCount(1)
  await max.getByRole('navigation').getByRole('link', { name: 'Documents' }).click()
  await expect(max.getByRole('link', { name: 'Ferries' })).toBeVisible()

  for (const [locale, purge, title] of [
    ['zh-TW', '徹底刪除', '已刪除的文件'],
    ['zh-CN', '彻底删除', '已删除的文档'],
  ]) {
    const page = await person(browser, locale)
    await signIn(page, server.url, 'Ada', '/tray')
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await page.getByRole('button', { name: purge }).click()
    await expect(page.getByRole('dialog')).toContainText('渡輪 與 火車')
    await clean(page, `asking in ${locale}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const ada = await person(browser)
  await signIn(ada, server.url, 'Ada', '/tray')
  await ada.getByRole('button', { name: 'Delete for good' }).click()
  const gone = ada.getByRole('dialog').getByRole('button', { name: 'Delete for good' })
  await expect(gone).toBeDisabled()
  await ada.keyboard.type('渡輪')
  await expect(gone).toBeDisabled()
  await ada.keyboard.type(' 與 火車')
  await ada.screenshot({ path: test.info().outputPath('purge.png') })
  await ada.keyboard.press('Enter')
  await expect(ada.getByText('Nothing was deleted in the last 30 days.')).toBeVisible()
  await clean(ada, 'an empty tray')
  await ada.goto(`${server.url}/record`)
  await expect(ada.getByText('Document deleted for good')).toBeVisible()
  await ada.screenshot({ path: test.info().outputPath('record.png') })
})
