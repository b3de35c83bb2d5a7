// Everything that can be done, found by its name.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { violations } from './axe'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

test('an action is found by its name in any language, done, and offered first the next time', async ({
  browser,
}) => {
  const doc = await server.create('Palette', [
    ['One.', '一。', '一。'],
    ['Two.', '二。', '二。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  const { page } = a
  await a.edit(1, 'zh-Hans')
  await page.keyboard.press('Control+KeyP')
  const input = page.getByRole('dialog').getByRole('combobox')
  await expect(input).toBeFocused()
  const options = page.getByRole('dialog').getByRole('option')
  await expect(options.first()).toContainText('Ctrl+Enter')
  expect(await violations(page)).toEqual([])

  // What cannot be done says why, and does nothing.
  await input.fill('apply the fix')
  await expect(options).toHaveCount(1)
  await expect(options.first()).toContainText('This unit has no finding.')
  await page.keyboard.press('Enter')
  await expect(input).toBeVisible()

  await input.fill('下一單元')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('footer')).toContainText('Unit 2')

  await page.keyboard.press('Control+KeyP')
  await expect(options.first()).toContainText('Next unit')
  await expect(options.first()).toContainText('This is the last unit shown.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await a.close()
})
