// What was lined up wrongly is put right: paragraphs that were piled up come into units of their own.

import { expect, test } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

test('paragraphs piled on the last translation come into units of their own, by key, and back', async ({
  browser,
}) => {
  const doc = await server.create('Piled', [
    ['One.', '一。', '一。'],
    ['Two.', '二。', '二。'],
    ['Three.', '', ''],
  ])
  const a = await Bench.open(browser, server, doc, 'Ann')
  await a.cell(3, 'en').click()
  await a.page.keyboard.press('Escape')
  await a.page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(a.cell(2, 'en')).toContainText('Three.')
  await a.cell(2, 'en').locator('.seg').nth(1).click()
  await a.page.keyboard.press('Alt+Shift+KeyS')
  await expect(a.cell(2, 'en')).not.toContainText('Three.')
  await expect(a.cell(3, 'en')).toContainText('Three.')
  await expect(a.cell(2, 'zh-Hans')).toContainText('二。')
  await a.page.keyboard.press('Alt+KeyZ')
  await expect(a.cell(2, 'en')).toContainText('Three.')
  await a.cell(2, 'zh-Hans').click()
  await a.page.keyboard.press('Alt+Shift+KeyE')
  await expect(a.cell(3, 'en')).toContainText('Three.')
  await a.close()
})

test('cells and units change places, a cell stands by itself and comes back, and each is done again', async ({
  browser,
}) => {
  const doc = await server.create('Turned', [
    ['One.', '二。', '一。'],
    ['Two.', '一。', '二。'],
    ['Three.', '三。', '三。'],
  ])
  const a = await Bench.open(browser, server, doc, 'Ann')
  const { page } = a
  const keys = async (...all: string[]) => {
    for (const key of all) await page.keyboard.press(key)
  }
  const hans = async (...texts: string[]) => {
    for (const [i, text] of texts.entries()) await expect(a.cell(i + 1, 'zh-Hans')).toContainText(text)
  }
  await a.cell(1, 'zh-Hans').click()
  await keys('Escape', 'Alt+KeyT')
  await hans('一。', '二。', '三。')
  await keys('Alt+KeyZ')
  await hans('二。', '一。', '三。')
  await keys('Alt+Shift+KeyZ')
  await hans('一。', '二。', '三。')

  // The whole unit, found by its name.
  await keys('Control+KeyP')
  await page.getByRole('dialog').getByRole('combobox').fill('本單元與下一單元互換')
  await keys('Enter')
  await hans('二。', '一。', '三。')
  await expect(a.cell(1, 'en')).toContainText('Two.')
  await keys('Alt+KeyZ')
  await hans('一。', '二。', '三。')

  // A cell by itself, from the menu of its unit, and back by key.
  await a.cell(2, 'zh-Hant').click()
  await keys('Escape')
  await a.unit(2).getByRole('button', { name: 'Actions for unit 2' }).click()
  await page.getByRole('menuitem', { name: 'The cell into a unit of its own, or back' }).click()
  await expect(a.cell(3, 'zh-Hant')).toContainText('二。')
  await expect(a.cell(3, 'en')).not.toContainText('Three.')
  await a.cell(3, 'zh-Hant').click()
  await keys('Escape', 'Alt+KeyA')
  await expect(a.cell(2, 'zh-Hant')).toContainText('二。')
  await hans('一。', '二。', '三。')
  await a.close()
})

test('a proposal is put right by key before the document is made, and stands so in it', async ({ page }) => {
  await page.goto(`${server.url}/import`)
  await page.locator('textarea[lang=en]').fill('The first one.\n\nThe second one.\n\nThe third one.')
  await page.locator('textarea[lang=zh-Hans]').fill('第二段。\n\n第一段。')
  await page.getByRole('button', { name: 'Line up' }).click()
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const row = (n: number) => page.locator(`.scroller [data-index="${n - 1}"]`)
  const seg = (text: string) => page.locator('.scroller .seg', { hasText: text })
  // However they were lined up: one unit, and then one for each.
  await seg('The first').focus()
  await press('Alt+KeyJ', 'Alt+KeyJ', 'Alt+KeyJ')
  await seg('The first').focus()
  await press('Alt+Shift+KeyE')
  await expect(row(3)).toContainText('The third one.')
  await expect(row(1)).toContainText('第二段。')
  await expect(seg('The first')).toBeFocused()
  await press('Alt+ArrowRight')
  await expect(seg('第二段')).toBeFocused()
  await press('Alt+KeyT')
  await expect(row(1)).toContainText('第一段。')
  await expect(seg('第二段')).toBeFocused()
  await press('Alt+KeyZ')
  await expect(row(1)).toContainText('第二段。')
  await press('Alt+Shift+KeyZ')
  await expect(row(2)).toContainText('第二段。')
  // From the menu of a cell.
  await row(2).getByRole('button', { name: 'Unit 2, English: put right' }).click()
  await page.getByRole('menuitem', { name: 'Shift the paragraph to the unit below' }).click()
  await expect(row(3)).toContainText('The second one.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(2)).toContainText('The second one.')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Create the document' }).click()
  const a = new Bench(page)
  await a.ready()
  for (const [i, texts] of [
    ['The first', '第一段。'],
    ['The second', '第二段。'],
    ['The third', ''],
  ].entries()) {
    await expect(a.cell(i + 1, 'en')).toContainText(texts[0])
    await expect(a.cell(i + 1, 'zh-Hans')).toContainText(texts[1])
  }
})

test('a cell is split as the others are, and lining up again shows first what it changes', async ({
  browser,
}) => {
  const doc = await server.create('Shown', [
    [
      'The mayor opened the bridge on Monday.\n\nThree hundred people came to see it.',
      '市长星期一为大桥揭幕。三百人前来观看。',
      '市長星期一為大橋揭幕。\n\n三百人前來觀看。',
    ],
    ['The old ferry will stop in 2026.', '', ''],
    ['', '旧渡轮将于2026年停航。', '舊渡輪將於2026年停航。'],
  ])
  const a = await Bench.open(browser, server, doc, 'Ann')
  const { page } = a
  const dialog = page.getByRole('dialog')
  await a.cell(1, 'zh-Hans').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+KeyS')
  await expect(dialog).toContainText('Simplified')
  await expect(dialog.locator('td.own')).toHaveText(['市长星期一为大桥揭幕。', '三百人前来观看。'])
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(a.cell(1, 'zh-Hans').locator('.seg')).toHaveCount(2)

  await page.keyboard.press('Alt+KeyL')
  await expect(dialog).toContainText('would stand otherwise')
  await expect(dialog.locator('table.after').last()).toContainText('The old ferry')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(a.cell(2, 'zh-Hans')).not.toContainText('旧渡轮')
  await page.keyboard.press('Alt+KeyL')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(a.unit(3)).toContainText('旧渡轮')
  await expect(a.unit(3)).toContainText('The old ferry')
  await page.keyboard.press('Alt+KeyL')
  await expect(page.getByText('would change nothing')).toBeVisible()
  await page.keyboard.press('Alt+KeyZ')
  await expect(a.cell(2, 'zh-Hans')).not.toContainText('旧渡轮')
  await a.close()
})
