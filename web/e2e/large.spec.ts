// A book of 5,000 units.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
let doc: string
test.beforeAll(async () => {
  server = await Server.start()
  const units = Array.from({ length: 5000 }, (_, i) => {
    const more = i % 7
    return [
      `Paragraph ${i + 1} of the book. ${'The harbour was quiet that night and the lamps burned low. '.repeat(more)}`.trim(),
      `全书第${i + 1}段。${'那天夜里港口很安静，灯火昏暗。'.repeat(more)}`,
      `全書第${i + 1}段。${'那天夜裡港口很安靜，燈火昏暗。'.repeat(more)}`,
    ] as const
  })
  doc = await server.create('A book', units)
})
test.afterAll(() => server.stop())

test('its first rows are there at once and few nodes are on the page', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const start = Date.now()
  await page.goto(`${server.url}/d/${doc}`)
  await expect(page.locator('[data-index="0"] [data-version=en]')).toContainText('Paragraph 1 of')
  // Told and not asserted: how long it takes depends on what else the machine does.
  console.log(`first rows of 5,000 units after ${Date.now() - start} ms`)

  const bench = new Bench(page)
  await bench.ready()
  await expect(page.locator('footer')).toContainText('of 5,000')
  const nodes = () => page.evaluate(() => document.querySelectorAll('.grid *').length)
  let most = await nodes()
  const scroller = page.locator('.scroller')
  for (let i = 1; i <= 25; i++) {
    await scroller.evaluate((el, share) => (el.scrollTop = share * el.scrollHeight), i / 26)
    await page.waitForTimeout(30)
    most = Math.max(most, await nodes())
  }
  expect(most).toBeLessThan(2000)

  // Rows do not overlap wherever the view has come to rest.
  await page.waitForTimeout(300)
  // The row in hand stays, wherever the view is: only neighbours lie one under the other.
  const gaps = await page.locator('[data-index]').evaluateAll(rows => {
    const boxes = rows
      .map(r => ({ index: Number((r as HTMLElement).dataset.index), box: r.getBoundingClientRect() }))
      .sort((a, b) => a.index - b.index)
    return boxes.flatMap(({ index, box }, i) => {
      const before = boxes[i - 1]
      return before?.index === index - 1 ? [Math.abs(box.top - before.box.bottom)] : []
    })
  })
  expect(Math.max(...gaps)).toBeLessThan(1)
  await context.close()
})

test('typing there is as quick as in a short text', async ({ browser }) => {
  const short = await server.create('Short', [
    ['One.', '一。', '一。'],
    ['Two.', '二。', '二。'],
  ])
  const medians: number[] = []
  for (const id of [short, doc]) {
    const a = await Bench.open(browser, server, id, 'A')
    await a.edit(2, 'en')
    // From the key to the character on the page, without the time of the test's own messages.
    medians.push(
      await a.page.evaluate(async () => {
        const line = document.querySelector('.cm-line')!
        const times: number[] = []
        for (let i = 0; i < 40; i++) {
          const start = performance.now()
          document.execCommand('insertText', false, 'x')
          await new Promise(r => requestAnimationFrame(() => setTimeout(r)))
          times.push(performance.now() - start)
        }
        if (!line.textContent!.includes('xxxx')) throw new Error('nothing was typed')
        return times.sort((x, y) => x - y)[20]
      }),
    )
    await a.saved()
    await a.close()
  }
  console.log(
    `median from key to frame: ${medians.map(m => m.toFixed(1)).join(' ms, and ')} ms of 5,000 units`,
  )
})

test('a link leads to a unit far down, and the place is remembered', async ({ browser }) => {
  const a = await Bench.open(browser, server, doc, 'A')
  await a.page.keyboard.press('Slash')
  await a.page.keyboard.type('Paragraph 4321 ')
  await expect(a.page.locator('search .found')).toHaveText('1 of 1')
  await a.page.keyboard.press('Enter')
  await expect(a.page.locator('footer')).toContainText('Unit 4,321')
  // The address follows a moment later.
  await a.page.waitForTimeout(500)
  expect(a.page.url()).toMatch(/#u=/)
  const url = a.page.url()
  const again = await a.page.context().newPage()
  await again.goto(url)
  await expect(again.getByText('Paragraph 4321 of the book', { exact: false })).toBeInViewport()
  await a.close()
})
