// A revised text is taken in: looked at first, put in place, and taken back in one step.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['The treaty of 1648 ended a war of thirty years.', '条约结束了三十年战争。', '條約結束了三十年戰爭。'],
  [
    'Nobody who signed it had lived through its beginning.',
    '签字的人都没见过开头。',
    '簽字的人都沒見過開頭。',
  ],
  ['Trade came back slowly, and towns more slowly still.', '贸易慢慢恢复。', '貿易慢慢恢復。'],
] as const
const revised = [
  units[0][0],
  'Trade came back very slowly, and towns more slowly still.',
  'Historians argue about the number of those who died.',
].join('\n\n')

test('a revised English text is previewed, applied and undone', async ({ browser }) => {
  const doc = await server.create('Revised', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const { page } = a
  await page.locator('header .end [aria-haspopup]').last().click()
  await page.getByRole('menuitem', { name: 'Take in a revised text…' }).click()
  await page.getByRole('textbox', { name: 'The revised text' }).fill(revised)
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const steps = page.getByRole('dialog').locator('li')
  await expect(steps).toHaveCount(3)
  await expect(steps.locator('b')).toHaveText(['Deleted', 'Edited', 'New'])
  await expect(steps.locator('ins').first()).toHaveText(/very/)
  expect(await a.text(2, 'en')).toBe(units[1][0])

  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect.poll(() => a.text(3, 'en')).toBe(revised.split('\n\n')[1])
  await expect.poll(() => a.text(4, 'en')).toBe(revised.split('\n\n')[2])
  expect(await a.text(1, 'en')).toBe(units[0][0])
  expect(await a.text(2, 'zh-Hant')).toBe(units[1][2])
  await expect(a.cell(2, 'en')).toContainText('Deleted in the revised text')

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => a.text(2, 'en')).toBe(units[1][0])
  await expect.poll(() => a.text(3, 'en')).toBe(units[2][0])
})
