// What people say to each other about units: seen at once by everybody in the document.

import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { account, address, PASSWORD, person, signIn } from './house'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())
test.describe.configure({ mode: 'serial' })

const units: [string, string, string][] = [
  ['The harbour is open.', '港口开放。', '港口開放。'],
  ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
  ['Nobody came.', '没有人来。', '沒有人來。'],
]

async function enter(page: Page, name: string, doc: string): Promise<Bench> {
  await signIn(page, server.url, name, `/d/${doc}`)
  const bench = new Bench(page)
  await bench.ready()
  return bench
}

async function clean(page: Page) {
  await page.waitForTimeout(300)
  expect(await violations(page)).toEqual([])
}

test('alone, without accounts: said, put otherwise, taken back and brought back, resolved', async ({
  browser,
}) => {
  const doc = await server.create('Alone', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  const b = await Bench.open(browser, server, doc, 'Bea')
  await a.cell(2, 'zh-Hant').click()
  await a.page.keyboard.press('Escape')
  await a.page.keyboard.press('Alt+KeyM')
  const panel = a.page.getByRole('complementary', { name: 'Comments' })
  await expect(panel.getByRole('textbox', { name: 'New comment on unit 2' })).toBeFocused()
  await a.page.keyboard.type('800 美元?')
  await clean(a.page)
  await a.page.keyboard.press('Control+Enter')
  await expect(panel.getByText('800 美元?')).toBeVisible()
  await clean(a.page)

  // The other sees the mark at once, and answers.
  const mark = b.unit(2).getByRole('button', { name: 'Unit 2: 1 in open comments' })
  await mark.click()
  const other = b.page.getByRole('complementary', { name: 'Comments' })
  await expect(other.getByText('800 美元?')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await other.getByRole('button', { name: 'Reply' }).click()
  await b.page.keyboard.type('It should be 500.')
  await b.page.keyboard.press('Control+Enter')
  await expect(panel.getByText('It should be 500.')).toBeVisible()
  await expect(a.unit(2).getByRole('button', { name: 'Unit 2: 2 in open comments' })).toBeVisible()

  // One's own is put otherwise, and its earlier words stay.
  await panel.getByRole('button', { name: 'Edit' }).click()
  await a.page.keyboard.press('Control+KeyA')
  await a.page.keyboard.type('800 or 500?')
  await a.page.keyboard.press('Control+Enter')
  await expect(other.getByText('800 or 500?')).toBeVisible()
  await other.getByText('edited').click()
  await expect(other.getByText('800 美元?')).toBeVisible()
  // Taken back, and brought back.
  await panel.getByRole('button', { name: 'Delete' }).click()
  await expect(other.getByText('Ann deleted this comment.')).toBeVisible()
  await a.page.getByRole('button', { name: 'Undo' }).click()
  await expect(other.getByText('800 or 500?')).toBeVisible()

  // Only what is open is shown, then resolved there.
  await b.page.getByRole('combobox', { name: 'Show…' }).selectOption({ label: 'With open comments' })
  await expect(b.page.locator('[data-unit]')).toHaveCount(1)
  await other.getByRole('button', { name: 'Resolve' }).click()
  await expect(a.page.locator('.talked')).toHaveCount(0)
  await expect(panel.getByText('Resolved by Bea')).toBeVisible()
  await b.page.getByRole('button', { name: 'Undo' }).click()
  await expect(a.page.locator('.talked')).toHaveCount(1)

  // What the document was when the page was opened again.
  await a.page.reload()
  await a.ready()
  await a.page.keyboard.press('Alt+KeyN')
  await expect(panel.getByText('It should be 500.')).toBeVisible()
  await a.page.keyboard.press('Alt+Shift+KeyM')
  await expect(panel).toHaveCount(0)
  await a.close()
  await b.close()
})

test('a comment about words marks them, and follows its text into another unit', async ({ browser }) => {
  const doc = await server.create('Words', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  await a.edit(3, 'zh-Hant')
  await a.page.keyboard.press('Control+Home')
  for (let i = 0; i < 3; i++) await a.page.keyboard.press('Shift+ArrowRight')
  await a.page.keyboard.press('Alt+KeyM')
  const panel = a.page.getByRole('complementary', { name: 'Comments' })
  await expect(panel.locator('blockquote')).toHaveText('沒有人')
  await a.page.keyboard.type('無人?')
  await a.page.keyboard.press('Control+Enter')
  await expect(a.unit(3).locator('.mark-comment')).toHaveText('沒有人')
  await a.cell(2, 'zh-Hant').click()
  await a.page.keyboard.press('Alt+KeyJ')
  await expect(a.unit(2).locator('.mark-comment')).toHaveText('沒有人')
  await a.page.keyboard.press('Alt+KeyZ')
  await expect(a.unit(3).locator('.mark-comment')).toHaveText('沒有人')
  await a.close()
})

test('somebody is mentioned by name, in 繁體中文, and a viewer reads without writing', async ({
  browser,
}) => {
  account(server, 'Ada', 'admin')
  account(server, '王小明', 'commenter', '--email', 'wang@example.org')
  account(server, 'Vic', 'viewer')
  const doc = await server.create('Mentions', units, await server.as(address('Ada'), PASSWORD))
  const ada = await enter(await person(browser, 'zh-TW'), 'Ada', doc)
  const vic = await enter(await person(browser), 'Vic', doc)
  await ada.cell(1, 'zh-Hant').click()
  await ada.page.keyboard.press('Alt+KeyM')
  const panel = ada.page.getByRole('complementary', { name: '評論' })
  await expect(panel.getByRole('textbox', { name: '新評論：第 1 單元' })).toBeFocused()
  await ada.page.keyboard.type('請@王')
  await expect(panel.getByRole('option', { name: '王小明' })).toBeVisible()
  await clean(ada.page)
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('看一下')
  await panel.getByRole('button', { name: '發表' }).click()
  await expect(panel.locator('.name')).toHaveText('@王小明')
  await clean(ada.page)
  await vic.unit(1).getByRole('button', { name: 'Unit 1: 1 in open comments' }).click()
  const read = vic.page.getByRole('complementary', { name: 'Comments' })
  await expect(read.getByText('看一下')).toBeVisible()
  await expect(read.getByRole('button', { name: 'Reply' })).toHaveCount(0)
  await expect(read.getByRole('button', { name: 'Resolve' })).toHaveCount(0)
  await ada.close()
  await vic.close()
})
