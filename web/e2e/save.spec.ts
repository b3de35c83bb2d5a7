// Files taken away: they are saved, and a refusal is told in a sentence, not saved as a file.

import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { Bench } from './bench'
import { account, address, PASSWORD, person, signIn } from './house'
import { Server } from './server'

let server: Server
let doc: string
test.beforeAll(async () => {
  server = await Server.start('--limit-exports', '1')
  account(server, 'Ada', 'admin')
  account(server, 'Bo', 'editor')
  doc = await server.create(
    'Ferries 渡輪',
    [['The ferry leaves.', '渡轮离港。', '渡輪離港。']],
    await server.as(address('Ada'), PASSWORD),
  )
})
test.afterAll(() => server.stop())

async function exported(page: Page, name: RegExp) {
  await page
    .locator('header')
    .getByRole('button', { name: /menu|more|選單|更多/i })
    .first()
    .click()
  await page.getByRole('menuitem', { name }).click()
}

for (const [locale, who, refused, again] of [
  ['en-GB', 'Ada', /an hour/, 'Try again'],
  ['zh-TW', 'Bo', /小時/, '重試'],
] as const)
  test(`an export is saved, and one too many is refused in words, in ${locale}`, async ({ browser }) => {
    const page = await person(browser, locale)
    await signIn(page, server.url, who, `/d/${doc}`)
    await new Bench(page).ready()
    const saved = page.waitForEvent('download')
    await exported(page, /TSV/)
    const file = await saved
    expect(file.suggestedFilename()).toBe('Ferries 渡輪.tsv')
    expect(readFileSync(await file.path(), 'utf8')).toContain('渡輪離港。')

    let files = 0
    page.on('download', () => files++)
    await exported(page, /TMX/)
    const toast = page.locator('.toasts .bad')
    await expect(toast).toContainText(refused)
    await toast.getByRole('button', { name: again }).click()
    await expect(toast).toContainText(refused)
    expect(files).toBe(0)
    expect(page.url()).toContain(`/d/${doc}`)
    await page.context().close()
  })
