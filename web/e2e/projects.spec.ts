// Projects: documents that belong together, with members and rules of their own.

import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { account, address, PASSWORD, person, signIn } from './house'
import { Server } from './server'

let server: Server
test.beforeAll(async () => {
  server = await Server.start()
  account(server, 'Ada', 'admin')
})
test.afterAll(() => server.stop())

const clean = async (page: Page, what: string) => expect(await violations(page), what).toEqual([])

test.slow()
test('a project has documents, members and four eyes', async ({ browser }) => {
  const as = await server.as(address('Ada'), PASSWORD)
  const doc = await server.create('Ferries', [['The ferry leaves.', '渡轮离港。', '渡輪離港。']], as)
  await server.create('Trains', [['A train.', '火车。', '火車。']], as)
  account(server, 'Bo', 'viewer')

  const ada = await person(browser, 'zh-TW')
  await signIn(ada, server.url, 'Ada', '/projects')
  await ada.getByRole('button', { name: '新增專案' }).click()
  await ada.getByLabel('專案名稱').fill('River project')
  await clean(ada, 'new project')
  await ada.getByRole('button', { name: '建立專案' }).click()
  await expect(ada.getByRole('link', { name: 'River project' })).toBeVisible()
  await ada.getByRole('checkbox', { name: '「River project」須雙人覆核' }).check()
  await expect(ada.getByRole('checkbox', { name: '「River project」須雙人覆核' })).toBeChecked()
  await clean(ada, 'projects')

  await ada.goto(server.url)
  await ada.getByRole('button', { name: '操作: Ferries' }).click()
  await ada.getByRole('menuitem', { name: '移至專案…' }).click()
  await ada.getByRole('dialog').getByLabel('專案').selectOption({ label: 'River project' })
  await ada.getByRole('dialog').getByRole('button', { name: '儲存' }).click()
  await expect(ada.getByRole('button', { name: 'River project' })).toBeVisible()
  await expect(ada.locator('tbody tr')).toHaveCount(2)
  await ada.getByLabel('專案', { exact: true }).selectOption({ label: 'River project' })
  await expect(ada.locator('tbody tr')).toHaveCount(1)
  await clean(ada, 'documents of a project')

  // Bo becomes an editor of the project, and edits what he then may not approve himself.
  await ada.goto(`${server.url}/people`)
  await ada.getByRole('button', { name: '操作: Bo' }).click()
  await ada.getByRole('menuitem', { name: '指派角色' }).click()
  await ada.getByLabel('範圍').selectOption({ label: 'River project' })
  await ada.getByLabel('角色', { exact: true }).selectOption('editor')
  await ada.getByRole('dialog').getByRole('button', { name: '儲存' }).click()
  await expect(ada.getByText('編輯，《River project》')).toBeVisible()

  const bo = await person(browser)
  await signIn(bo, server.url, 'Bo', `/d/${doc}`)
  const bench = new Bench(bo)
  await bench.ready()
  await bench.edit(1, 'en')
  await bo.keyboard.type(' Soon.')
  await bench.saved()
  await bo.keyboard.press('Escape')
  await bench.pair(1, 'en:zh-Hans').click()
  await expect(bo.getByText('English was last changed by you')).toBeVisible()
  await expect(bench.pair(1, 'en:zh-Hans')).not.toHaveAttribute('data-status', 'approved')

  await ada.goto(`${server.url}/d/${doc}`)
  const other = new Bench(ada)
  await other.ready()
  await other.pair(1, 'en:zh-Hans').click()
  await expect.poll(() => server.export(doc, as)).toContain('approved')

  await ada.goto(`${server.url}/projects`)
  await expect(ada.getByText('Bo')).toBeVisible()

  // Outside the project he is a viewer, and sees none of its menus.
  await bo.goto(server.url)
  await expect(bo.locator('tbody tr')).toHaveCount(2)
  await expect(bo.getByRole('link', { name: 'Projects' })).toHaveCount(0)
})
