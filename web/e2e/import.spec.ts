// A document comes in from pages pasted whole, and from files.

import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const pages = join(import.meta.dirname, 'pages')
const text = (name: string) => readFileSync(join(pages, name), 'utf8')

test('without documents the list says what to do', async ({ page }) => {
  await page.goto(server.url)
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible()
  await page.getByRole('link', { name: 'Import a document' }).click()
  await expect(page).toHaveURL(/\/import$/)
})

test('whole pages are pasted, what stands around the article is set apart', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  await page.locator('textarea[lang=en]').fill(text('harbour.en.txt'))
  await page.locator('textarea[lang=zh-Hans]').fill(text('harbour.zh-Hans.txt'))
  await page.locator('textarea[lang=zh-Hant]').fill(text('harbour.zh-Hant.txt'))
  await expect(page.getByLabel('Title of the document')).toHaveValue('The Harbour That Learned to Breathe')
  await page.getByRole('button', { name: 'Line up' }).click()

  await expect(page.getByRole('heading', { name: 'Alignment plot' })).toBeVisible()
  const apart = page.locator('aside .line')
  await expect(apart.filter({ hasText: 'Language : English' })).toBeVisible()
  await expect(apart.filter({ hasText: 'You might also like' })).toBeVisible()
  await expect(apart.filter({ hasText: '返回顶部' })).toBeVisible()

  // One click puts a line back into the text, another sets it apart again.
  const before = await apart.count()
  await apart.filter({ hasText: 'You might also like' }).click()
  await expect(apart).toHaveCount(before - 1)
  await expect(page.getByRole('button', { name: 'Create the document' })).toBeEnabled()
  await page.locator('.scroller .seg', { hasText: 'You might also like' }).click()
  await expect(apart).toHaveCount(before)
  await expect(page.getByRole('button', { name: 'Create the document' })).toBeEnabled()

  const row = page.locator('.scroller .row', { hasText: 'three tugs a day' })
  await expect(row).toContainText('每天三艘拖轮')
  await expect(row).toContainText('每天三艘拖船')
  await page.getByRole('button', { name: 'Create the document' }).click()

  await expect(page).toHaveURL(/\/d\//)
  await expect(page.locator('h1')).toHaveText('The Harbour That Learned to Breathe')
  await expect(page.locator('[data-version=zh-Hant]').filter({ hasText: '每天三艘拖船' })).toBeVisible()
  await expect(page).toHaveTitle('The Harbour That Learned to Breathe · Triptych')
})

test('files find their versions by name and content', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  // 港口属于他们的国家。这是过去没有的经验。 in GB18030
  const gb = Buffer.from(
    'b8dbbfdacaf4d3dacbfbc3c7b5c4b9fabcd2a1a3d5e2cac7b9fdc8a5c3bbd3d0b5c4beadd1e9a1a3',
    'hex',
  )
  await page.locator('.controls input[accept]').setInputFiles([
    { name: 'b.txt', mimeType: 'text/plain', buffer: gb },
    {
      name: 'a.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# A port\n\nIt belongs to their country.\n'),
    },
    {
      name: 'c.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('港口屬於他們的國家。這是過去沒有的經驗。\n'),
    },
  ])
  await expect(page.getByRole('region', { name: 'English' })).toContainText('a.md')
  await expect(page.getByRole('region', { name: '简体中文' })).toContainText('b.txt')
  await expect(page.getByRole('region', { name: '繁體中文' })).toContainText('c.txt')
  await page.getByRole('button', { name: 'Line up' }).click()
  await expect(page.locator('.heads')).toContainText(/GB/i)
})

test('versions in the wrong columns are swapped on a click', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  await page.locator('textarea[lang=en]').fill(text('harbour.en.txt'))
  await page.locator('textarea[lang=zh-Hans]').fill(text('harbour.zh-Hant.txt'))
  await page.locator('textarea[lang=zh-Hant]').fill(text('harbour.zh-Hans.txt'))
  await page.getByRole('button', { name: 'Line up' }).click()
  await page.getByRole('button', { name: /^Swap/ }).first().click()
  const row = page.locator('.scroller .row', { hasText: 'three tugs a day' })
  await expect(row.locator('.seg[lang=zh-Hans]')).toContainText('拖轮')
  await expect(page.getByRole('button', { name: /^Swap/ })).toHaveCount(0)
})

test('a document is renamed, deleted and brought back', async ({ page }) => {
  await server.create('To be renamed', [['One.', '一。', '一。']])
  await page.goto(server.url)
  const row = () => page.locator('tr', { hasText: 'renamed' })
  await row().getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.keyboard.type('Twice renamed')
  await page.keyboard.press('Enter')
  await expect(row().getByRole('link')).toHaveText('Twice renamed')
  await row().getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(row()).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row().getByRole('link')).toHaveText('Twice renamed')
})

test('documents are found by their titles and put in order', async ({ page }) => {
  for (const n of [2, 10, 30])
    await server.create(
      `Tide table ${n}`,
      Array.from({ length: n }, () => ['A tide.', '潮水。', '潮水。'] as const),
    )
  for (const name of ['潮汐', 'Ebb', 'Flood']) await server.create(name, [['One.', '一。', '一。']])
  await page.goto(server.url)
  const titles = page.locator('tbody th a')
  await page.getByLabel('Search the titles').fill('table TIDE')
  await expect(titles).toHaveCount(3)
  await page.getByRole('button', { name: 'Units' }).click()
  await expect(titles).toHaveText(['Tide table 30', 'Tide table 10', 'Tide table 2'])
  await page.getByRole('button', { name: 'Title of the document' }).click()
  await expect(titles).toHaveText(['Tide table 2', 'Tide table 10', 'Tide table 30'])
  await expect(page.locator('th[aria-sort=ascending]')).toHaveCount(1)
  // Back from a document, the list is as it was left.
  await titles.first().click()
  await expect(page).toHaveURL(/\/d\//)
  await page.goBack()
  await expect(titles).toHaveText(['Tide table 2', 'Tide table 10', 'Tide table 30'])
  await page.getByLabel('Search the titles').fill('潮')
  await expect(titles).toHaveText(['潮汐'])
  await page.getByLabel('Search the titles').fill('moon')
  await page.getByRole('button', { name: 'Show all documents' }).click()
  await expect(titles.first()).toBeVisible()
})

test('files that cannot be read end in words, not in half a document', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  const files = page.locator('.controls input[accept]')
  const line = () => page.getByRole('button', { name: 'Line up' }).click()
  await files.setInputFiles({
    name: 'a.en.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 9, 9, 0, 0]),
  })
  await line()
  await expect(page.getByRole('alert')).toContainText('English: ')
  await expect(page.getByRole('alert')).toContainText('plain text')

  await files.setInputFiles({ name: 'empty.en.txt', mimeType: 'text/plain', buffer: Buffer.from('') })
  await line()
  await expect(page.getByRole('alert').or(page.locator('.problems'))).toContainText(/empty|no text/i)

  await page.goto(`${server.url}/import`)
  await line()
  await expect(page.getByRole('alert')).toHaveText('Give at least one version.')
  await files.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([255, 216]) })
  await expect(page.getByText('“photo.jpg” is none of the kinds')).toBeVisible()
})

const UNIT = (id: string, source: string, target: string) =>
  `<trans-unit id="${id}"><source>${source}</source>${target && `<target>${target}</target>`}</trans-unit>`
const xliff = (lang: string, one: string, two: string) =>
  `<?xml version="1.0"?>\r\n<xliff version="1.2"><file source-language="en" target-language="${lang}" original="m" datatype="plaintext"><body>` +
  `${UNIT('a', 'The gates are <g id="1">shut</g>.', one)}${UNIT('b', 'Nobody knew of it.', two)}</body></file></xliff>`

test('two bilingual files become three versions, and an edit goes back into its file', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  const hans = xliff('zh-CN', '闸门<g id="1">关</g>了。', '没有人知道。')
  await page.locator('.controls input[accept]').setInputFiles([
    { name: 'm.zh_CN.xlf', mimeType: '', buffer: Buffer.from(hans) },
    { name: 'm.zh_TW.xlf', mimeType: '', buffer: Buffer.from(xliff('zh-TW', '閘門關了。', '')) },
  ])
  const files = page.getByRole('region', { name: 'Files that say themselves which versions they hold' })
  await expect(files.getByRole('listitem')).toHaveCount(2)
  await page.getByLabel('Title of the document').fill('Gates')
  await page.getByRole('button', { name: 'Line up' }).click()
  await expect(page.locator('.scroller .row', { hasText: 'The gates are shut.' })).toContainText('閘門關了。')
  await page.getByRole('button', { name: 'Create the document' }).click()

  const cell = page.locator('[data-version=zh-Hans]').filter({ hasText: '没有人知道。' })
  await cell.click()
  await page.keyboard.press('End')
  await page.keyboard.type('真的。')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-version=zh-Hans]').filter({ hasText: '没有人知道。真的。' })).toBeVisible()
  await page.waitForTimeout(500)
  await page
    .locator('header')
    .getByRole('button', { name: /menu|more/i })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Back into the original file…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: /m\.zh_CN\.xlf/ })).toBeVisible()
  const saved = page.waitForEvent('download')
  await dialog.locator('section').first().getByRole('link', { name: '简体中文' }).click()
  const path = await (await saved).path()
  expect(readFileSync(path, 'utf8')).toBe(hans.replace('没有人知道。', '没有人知道。真的。'))
})

test('three texts in the wrong columns are put right in one step', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  await page.locator('textarea[lang=en]').fill(text('harbour.zh-Hans.txt'))
  await page.locator('textarea[lang=zh-Hans]').fill(text('harbour.zh-Hant.txt'))
  await page.locator('textarea[lang=zh-Hant]').fill(text('harbour.en.txt'))
  await page.getByRole('button', { name: 'Line up' }).click()
  await page.getByRole('button', { name: 'Put every text into its column' }).click()
  const row = page.locator('.scroller .row', { hasText: 'three tugs a day' })
  await expect(row.locator('.seg[lang=zh-Hans]')).toContainText('拖轮')
  await expect(row.locator('.seg[lang=zh-Hant]')).toContainText('拖船')
  await expect(page.getByRole('button', { name: /column/ })).toHaveCount(0)
})

test('one page with all versions is taken apart', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  const all = ['en', 'zh-Hans', 'zh-Hant'].map(v => text(`harbour.${v}.txt`)).join('\n\n')
  await page.locator('textarea[lang=en]').fill(all)
  await page.getByRole('button', { name: 'Line up' }).click()
  const row = page.locator('.scroller .row', { hasText: 'three tugs a day' })
  await expect(row.locator('.seg[lang=zh-Hans]')).toContainText('拖轮')
  await expect(row.locator('.seg[lang=zh-Hant]')).toContainText('拖船')
  await expect(page.getByRole('region', { name: 'Before you go on' })).toContainText('several versions')
})
