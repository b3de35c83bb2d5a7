// What the same or a similar text became elsewhere, from the keyboard alone.

import { expect, test } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

test('a confirmed translation is offered elsewhere, taken on a key, and taken back', async ({ browser }) => {
  const there = await server.create('At sea', [
    ['NATO imposed sanctions on Russia.', '北约对俄罗斯实施制裁。', '北約對俄羅斯實施制裁。'],
    ['The software of the ship was new.', '船上的软件很新。', '船上的軟體很新。'],
  ])
  const before = await Bench.open(browser, server, there, 'A')
  await before.cell(1, 'zh-Hans').click()
  await before.page.keyboard.press('Control+Enter')
  await before.saved()
  await before.close()

  const here = await server.create('On land', [
    ['NATO imposed sanctions on Iran.', '', ''],
    ['A quiet road.', '安静的路。', ''],
    ['NATO imposed sanctions on Russia.', '待译', ''],
    ['A quiet road.', '', ''],
  ])
  const a = await Bench.open(browser, server, here, 'A')
  const { page } = a
  const panel = page.getByRole('region', { name: 'Translation memory' })
  const offers = panel.getByRole('listitem')
  await a.edit(1, 'zh-Hans')
  await expect(panel).toHaveCount(0)
  await page.keyboard.press('Alt+KeyB')
  // The index is a moment behind a document that was just confirmed.
  await expect(async () => {
    await page.keyboard.press('Alt+KeyB')
    await page.keyboard.press('Alt+KeyB')
    await expect(offers).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  await expect(offers.first()).toContainText('80%')
  await expect(offers.first()).toContainText('confirmed')
  await expect(offers.first()).toContainText('At sea')
  await expect(offers.first().locator('del')).toHaveText('Russia')
  await expect(offers.first().locator('ins')).toHaveText('Iran')
  await expect(offers.first()).toContainText('北約對俄羅斯實施制裁。')
  expect(await violations(page)).toEqual([])

  // The hand stays in the cell: what is taken is an edit like any other.
  await page.keyboard.press('Control+Digit1')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('北约对俄罗斯实施制裁。')
  await page.keyboard.press('Control+KeyZ')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('')
  await page.keyboard.press('Control+Digit1')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('北约对俄罗斯实施制裁。')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('')
  await page.keyboard.press('Control+Digit2')
  await expect(page.getByText('The translation memory offers nothing under this key here.')).toBeVisible()

  // What stood there is replaced as a whole.
  await a.edit(3, 'zh-Hans')
  await expect(offers.first()).toContainText('100%')
  await page.keyboard.press('Control+Digit1')
  await expect.poll(() => a.text(3, 'zh-Hans')).toBe('北约对俄罗斯实施制裁。')

  // The same words elsewhere in this document count, whoever has read them.
  await a.edit(4, 'zh-Hans')
  await expect(offers).toHaveCount(1)
  await expect(offers.first()).toContainText('This document')
  await expect(offers.first()).toContainText('not confirmed')
  await page.keyboard.press('Control+Digit1')
  await expect.poll(() => a.text(4, 'zh-Hans')).toBe('安静的路。')

  // Nobody has confirmed a Traditional text.
  await a.edit(1, 'zh-Hant')
  await expect(panel).toContainText('Nothing alike has been confirmed')
  await a.saved()
  await page.reload()
  await a.ready()
  await expect(panel).toBeVisible()
  await page.keyboard.press('Alt+KeyB')
  await expect(panel).toHaveCount(0)
  await a.close()
})

test('in Chinese, in the dark and in a narrow window, by the menu', async ({ browser }) => {
  const doc = await server.create('Harbours', [
    ['The first harbour of the north.', '北方第一个港口。', '北方第一個港口。'],
    ['The second harbour of the north.', '', ''],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.cell(1, 'zh-Hant').click()
  await a.page.keyboard.press('Control+Enter')
  await a.saved()
  const { page } = a
  await page.evaluate(() =>
    localStorage.setItem(
      'triptych.settings',
      JSON.stringify({ language: 'zh-Hant', theme: 'dark', memory: true }),
    ),
  )
  await page.setViewportSize({ width: 640, height: 800 })
  await page.reload()
  await a.ready()
  const panel = page.getByRole('region', { name: '翻譯記憶' })
  const offers = panel.getByRole('listitem')
  await expect(async () => {
    await a.edit(1, 'en')
    await a.edit(2, 'zh-Hant')
    await expect(offers).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  await expect(offers.first()).toContainText('83%')
  await offers.getByRole('button', { name: '採用' }).click()
  await expect.poll(() => a.text(2, 'zh-Hant')).toBe('北方第一個港口。')
  expect(await violations(page)).toEqual([])
  await a.close()
})
