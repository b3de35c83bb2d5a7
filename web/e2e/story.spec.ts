// What happened in a cell, a unit and the document; earlier texts come back, and the
// document is seen as it stood.

import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['The lighthouse stands on a rock.', '灯塔立在礁石上。', '燈塔立在礁石上。'],
  ['Its lamp was lit in 1872.', '灯于1872年点亮。', '燈於1872年點亮。'],
] as const

/** Pictures of the page, for whoever wants to look: TRIPTYCH_SHOTS names the folder. */
async function shoot(page: Page, name: string) {
  if (process.env.TRIPTYCH_SHOTS) await page.screenshot({ path: `${process.env.TRIPTYCH_SHOTS}/${name}.png` })
}

test('typing, approving, splitting and joining are told of a cell, a unit and the document', async ({
  browser,
}) => {
  const doc = await server.create('Light', units)
  const a = await Bench.open(browser, server, doc, 'Mei')
  const b = await Bench.open(browser, server, doc, 'Tom')
  const { page } = a
  await a.edit(1, 'en')
  for (const word of [' It', ' is', ' white.']) {
    await page.keyboard.insertText(word)
    await a.saved()
  }
  await page.keyboard.press('Control+Enter')
  await b.edit(1, 'en')
  await b.page.keyboard.insertText(' Tall, too.')
  await b.saved()
  await expect(a.cell(1, 'en')).toContainText('Tall, too.')

  // Three edits of one person are one entry; confirming is another; somebody else's another.
  await a.cell(1, 'en').locator('p[data-seg]').first().click()
  await page.keyboard.press('Alt+h')
  const dialog = page.getByRole('dialog', { name: 'History', exact: true })
  const entries = dialog.locator('li')
  await expect(entries).toHaveCount(4)
  await expect(entries.nth(0)).toContainText('Tom')
  await expect(entries.nth(1)).toContainText('confirmed')
  await expect(entries.nth(2).locator('ins')).toHaveText(/It is white/)
  await expect(entries.nth(3)).toContainText('made the document')
  expect(await violations(page)).toEqual([])
  await shoot(page, 'cell')
  await entries.nth(2).getByRole('button', { name: 'Take this text back' }).click()
  await expect.poll(() => a.text(1, 'en')).toBe('The lighthouse stands on a rock. It is white.')
  await expect.poll(() => b.text(1, 'en')).toBe('The lighthouse stands on a rock. It is white.')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => a.text(1, 'en')).toMatch(/Tall, too/)

  // Structure and approvals are in the history of the unit, and of the document.
  await a.edit(2, 'zh-Hant')
  await page.keyboard.press('Control+Shift+Enter')
  await expect(a.pair(2, 'en:zh-Hant')).toHaveClass(/approved/)
  await a.edit(2, 'zh-Hant')
  await page.keyboard.press('Home')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Alt+s')
  await expect(a.cell(2, 'zh-Hant').locator('p[data-seg], .cm-content')).toHaveCount(2)
  await page.keyboard.press('Alt+h')
  await dialog.getByRole('radio', { name: 'Unit 2' }).check()
  await expect(dialog.locator('[data-kind=struct]')).toContainText('split a paragraph')
  await expect(dialog.locator('[data-kind=approve]').first()).toContainText('Mei')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Alt+Shift+h')
  await expect(dialog.getByRole('radio', { name: 'The whole document' })).toBeChecked()
  await expect(dialog.locator('[data-kind=edit]').first()).toBeVisible()
  await shoot(page, 'document')
  await dialog.getByRole('button', { name: 'Look at the document as it stood…' }).click()
  const then = page.getByRole('dialog', { name: 'The document as it stood' })
  await expect(then.locator('tbody tr')).toHaveCount(2)
  await expect(then).toContainText('Tall, too.')
  const slider = then.getByRole('slider')
  await slider.focus()
  await page.keyboard.press('Home')
  await expect(then.locator('[data-moment="1"]')).toContainText('made the document')
  await expect(then).not.toContainText('It is white')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(then.locator('[data-moment="3"]')).toContainText('edited')
  await expect(then).toContainText('It is')
  expect(await violations(page)).toEqual([])
  await shoot(page, 'slider')
})

test('繁體中文介面裡的歷史紀錄', async ({ browser }) => {
  const doc = await server.create('燈塔', units)
  const context = await browser.newContext({ locale: 'zh-TW' })
  await context.addInitScript(() =>
    localStorage.setItem('triptych.settings', JSON.stringify({ name: '林', language: 'zh-Hant' })),
  )
  const a = new Bench(await context.newPage())
  await a.page.goto(`${server.url}/d/${doc}`)
  await a.ready()
  await a.edit(2, 'zh-Hant')
  await a.page.keyboard.insertText('至今不滅。')
  await expect(a.page.locator('[data-status=saving]')).toHaveText('全部已儲存')
  await a.page.keyboard.press('Alt+h')
  const dialog = a.page.getByRole('dialog', { name: '歷史紀錄' })
  await expect(dialog.locator('[data-kind=edit]')).toContainText('修改了繁體版')
  await expect(dialog.locator('ins')).toHaveText('至今不滅。')
  await dialog.getByRole('radio', { name: '整份文件' }).check()
  await expect(dialog.locator('[data-kind=create]')).toContainText('建立了文件')
  expect(await violations(a.page)).toEqual([])
  await shoot(a.page, 'hant-history')
  await context.close()
})
