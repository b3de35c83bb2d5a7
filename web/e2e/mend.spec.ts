// What was lined up wrongly is put right: paragraphs that were piled up come into units of their own.

import { expect, test } from '@playwright/test'
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
