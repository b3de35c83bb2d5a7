// Several people in one document.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Line, Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['Shore power is ready.', '岸电已经就绪。', '岸電已經就緒。'],
  ['The cable is long.', '电缆很长。', '電纜很長。'],
] as const

test('Chinese typed by one appears with the other, and after a reload', async ({ browser }) => {
  const doc = await server.create('Typing', units)
  const a = await Bench.open(browser, server, doc, '陈晓')
  const b = await Bench.open(browser, server, doc, 'Mary')

  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.insertText('靠港的船可以熄火。')
  await expect.poll(() => b.text(1, 'zh-Hans')).toBe('岸电已经就绪。靠港的船可以熄火。')
  await expect(b.cell(1, 'zh-Hans')).toContainText('陈晓')
  await a.saved()

  await b.page.reload()
  await b.ready()
  expect(await b.text(1, 'zh-Hans')).toBe('岸电已经就绪。靠港的船可以熄火。')
  expect(await server.export(doc)).toContain('岸电已经就绪。靠港的船可以熄火。')
  await a.close()
  await b.close()
})

test('two people type in one paragraph at once and end equal', async ({ browser }) => {
  const doc = await server.create('At once', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(2, 'zh-Hant')
  await b.edit(2, 'zh-Hant')
  await b.page.keyboard.press('Control+Home')

  const type = async (bench: Bench, chars: string) => {
    for (const c of chars) await bench.page.keyboard.insertText(c)
  }
  await Promise.all([type(a, '甲乙丙丁戊己庚辛'), type(b, '子丑寅卯辰巳午未')])
  const whole = '子丑寅卯辰巳午未電纜很長。甲乙丙丁戊己庚辛'
  await expect.poll(() => a.text(2, 'zh-Hant')).toBe(whole)
  await expect.poll(() => b.text(2, 'zh-Hant')).toBe(whole)
  await a.saved()
  await b.saved()
  expect(await server.export(doc)).toContain(whole)
  await a.close()
  await b.close()
})

test('after kill -9 everything acknowledged is there and both carry on', async ({ browser }) => {
  const doc = await server.create('Killed', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'en')
  await a.page.keyboard.insertText(' One.')
  await a.saved()

  await a.page.keyboard.insertText(' Two')
  await server.kill()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')
  await a.page.keyboard.insertText(' three.')
  await expect(a.page.locator('[data-status=saving]')).toContainText('waiting')

  await server.run()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 20_000 })
  await expect(b.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 20_000 })
  const whole = 'Shore power is ready. One. Two three.'
  await expect.poll(() => b.text(1, 'en')).toBe(whole)
  await a.saved()
  await a.page.keyboard.insertText(' Four.')
  await expect.poll(() => b.text(1, 'en')).toBe(whole + ' Four.')
  await a.close()
  await b.close()
})

test('what was typed offline survives the closing of the page', async ({ browser }) => {
  const doc = await server.create('Offline', units)
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(2, 'zh-Hans')
  await server.kill()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')
  await a.page.keyboard.insertText('离线写下。')
  await expect(a.page.locator('[data-status=saving]')).toContainText('kept in this browser')
  const page = await a.page.context().newPage()
  await a.page.close()

  await server.run()
  await page.goto(`${server.url}/d/${doc}`)
  const again = new Bench(page)
  await again.ready()
  await expect.poll(() => again.text(2, 'zh-Hans')).toBe('电缆很长。离线写下。')
  await again.saved()
  expect(await server.export(doc)).toContain('电缆很长。离线写下。')
  await again.close()
})

// TRIPTYCH_OFFLINE_SECONDS makes the time away a real one.
const away = 1000 * Number(process.env.TRIPTYCH_OFFLINE_SECONDS ?? 4)

test('long offline, while another edits and splits, then back', async ({ browser }) => {
  test.setTimeout(away + 60_000)
  const doc = await server.create('Away', [
    ['Shore power is ready.', '岸电已经就绪。', '岸電已經就緒。'],
    ['The cable is long. The ship is short.', '电缆很长。船很短。', '電纜很長。船很短。'],
    ['It waits.', '它在等待。', '它在等待。'],
    ['It leaves.', '它离开了。', '它離開了。'],
  ])
  const line = await Line.to(server)
  const a = await Bench.open(browser, line, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  line.cut()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')

  // A few edits in several paragraphs, spread over the time away, on both sides.
  const rounds = 4
  for (let i = 0; i < rounds; i++) {
    for (const [unit, version] of [
      [1, 'zh-Hans'],
      [2, 'zh-Hans'],
      [4, 'zh-Hant'],
    ] as const) {
      await a.edit(unit, version)
      await a.page.keyboard.insertText(`离${i}线`)
    }
    await b.edit(1, 'zh-Hans')
    await b.page.keyboard.press('Control+Home')
    await b.page.keyboard.insertText(`在${i}线`)
    await b.saved()
    if (i === 1) {
      // The other splits the paragraph that is edited offline.
      await b.edit(2, 'zh-Hans')
      await b.page.keyboard.press('Control+Home')
      for (let n = 0; n < 5; n++) await b.page.keyboard.press('ArrowRight')
      await b.page.keyboard.press('Alt+KeyS')
      await expect.poll(() => b.text(2, 'zh-Hans')).toBe('电缆很长。\n船很短。')
    }
    await a.page.waitForTimeout(away / rounds)
  }
  await expect(a.page.locator('[data-status=saving]')).toContainText('kept in this browser')
  expect(await server.export(doc)).not.toContain('离0线')

  line.mend()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 45_000 })
  await a.saved()
  for (const bench of [a, b]) {
    await expect
      .poll(() => bench.text(1, 'zh-Hans'))
      .toBe('在3线在2线在1线在0线岸电已经就绪。离0线离1线离2线离3线')
    await expect.poll(() => bench.text(2, 'zh-Hans')).toBe('电缆很长。\n船很短。离0线离1线离2线离3线')
    await expect.poll(() => bench.text(4, 'zh-Hant')).toBe('它離開了。离0线离1线离2线离3线')
  }
  await a.close()
  await b.close()
  line.close()
})

test('a refused edit stays on the screen with the reason', async ({ browser }) => {
  const doc = await server.create('Refused', units)
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'en')
  await a.page.keyboard.insertText('far too long '.repeat(9000))
  const box = a.page.getByRole('region', { name: 'Not saved' })
  await expect(box).toContainText('at most')
  await expect(box.locator('textarea')).toHaveValue(/far too long far too long/)
  await expect.poll(() => a.text(1, 'en')).toBe(units[0][0])
  await box.getByRole('button', { name: 'Discard' }).click()
  await expect(box).toHaveCount(0)
  await a.saved()
  await a.close()
})
