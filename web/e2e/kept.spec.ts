// What was typed and not sent is kept for whoever typed it, and for nobody else.

import { expect, test, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { Bench } from './bench'
import { account, address, PASSWORD, person, signIn } from './house'
import { BINARY, Line, Server } from './server'

let server: Server
let line: Line
let doc: string
test.beforeEach(async () => {
  server = await Server.start()
  for (const [name, role] of [
    ['Ada', 'admin'],
    ['Bo', 'editor'],
    ['Cy', 'editor'],
  ] as const)
    account(server, name, role)
  line = await Line.to(server)
  const ada = await server.as(address('Ada'), PASSWORD)
  doc = await server.create('Ferries', [['The ferry leaves.', '渡轮离港。', '渡輪離港。']], ada)
})
test.afterEach(async () => {
  line.close()
  await server.stop()
})

async function leave(page: Page) {
  await page.goto(`${line.url}/me`)
  await page.getByRole('button', { name: /^(Sign out|登出)$/ }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

/** Opens the document as somebody. */
async function open(page: Page, name: string): Promise<Bench> {
  await signIn(page, line.url, name, `/d/${doc}`)
  const bench = new Bench(page)
  await bench.ready()
  return bench
}

const text = async () => server.export(doc, await server.as(address('Ada'), PASSWORD))

test('what was typed without a line goes out when its author is back', async ({ browser }) => {
  let page = await person(browser)
  const context = page.context()
  let bench = await open(page, 'Bo')
  await bench.edit(1, 'en')
  line.cut()
  await page.keyboard.type(' Mine alone.')
  await expect(page.locator('[data-status=link]')).not.toHaveText('Connected')
  await page.close()
  line.mend()

  page = await context.newPage()
  await leave(page)
  bench = await open(page, 'Cy')
  await bench.edit(1, 'zh-Hans')
  await page.keyboard.type('今天')
  await bench.saved()
  expect(await text()).toContain('今天')
  expect(await text()).not.toContain('Mine alone')
  await expect(page.getByText('Mine alone')).toHaveCount(0)

  await leave(page)
  bench = await open(page, 'Bo')
  await expect(bench.cell(1, 'en')).toContainText('Mine alone.')
  await expect.poll(text).toContain('Mine alone.')
})

test('what a lowered role refuses stays with its author', async ({ browser }) => {
  const page = await person(browser, 'zh-TW')
  let bench = await open(page, 'Bo')
  await bench.edit(1, 'en')
  line.cut()
  await page.keyboard.type(' Too late.')
  const lower = ['user', 'role', '--db', server.database, '--email', address('Bo'), '--role', 'viewer']
  execFileSync(BINARY, lower)
  line.mend()
  const box = page.getByRole('region', { name: '未能儲存' })
  await expect(box.locator('textarea')).toHaveValue(/Too late\./)
  expect(await text()).not.toContain('Too late')

  await leave(page)
  await open(page, 'Cy')
  await expect(box).toHaveCount(0)
  await leave(page)
  bench = await open(page, 'Bo')
  await expect(box.locator('textarea')).toHaveValue(/Too late\./)
  await expect(bench.cell(1, 'en')).not.toContainText('Too late')
})
