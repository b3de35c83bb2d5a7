// What the page costs, short document and long. Told and never asserted: it depends on the
// machine. To compare, run it in turn with TRIPTYCH_BIN naming another build of the program.
// With FRAMES=free a frame does not wait for the screen: what a key takes in the program alone.

import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

const KEYS = 80
let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

function book(units: number) {
  return Array.from({ length: units }, (_, i) => {
    const more = 1 + (i % 7)
    return [
      `Paragraph ${i + 1}. ${'The harbour was quiet that night and the lamps burned low. '.repeat(more)}`.trim(),
      `第${i + 1}段。${'那天夜里港口很安静，灯火昏暗。'.repeat(more)}`,
      `第${i + 1}段。${'那天夜裡港口很安靜，燈火昏暗。'.repeat(more)}`,
    ] as const
  })
}

/** Milliseconds of processor that the page's own thread has had until now, whatever else the machine does:
 *  in tasks, in scripts, in layout and style. */
async function spent(cdp: CDPSession) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string) => 1000 * (metrics.find(m => m.name === name)?.value ?? 0)
  return {
    tasks: of('TaskDuration'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  }
}

/** Notes how long it is from each key to the end of the frame that shows it. */
function watch(page: Page) {
  return page.evaluate(() => {
    const times: number[] = []
    const channel = new MessageChannel()
    let pressed = 0
    channel.port1.onmessage = () => times.push(performance.now() - pressed)
    addEventListener(
      'keydown',
      e => {
        pressed = e.timeStamp
        requestAnimationFrame(() => channel.port2.postMessage(null))
      },
      true,
    )
    Object.assign(globalThis, { keyTimes: times })
  })
}

for (const units of [300, 5000])
  test(`what ${units} units cost to open and a key in them`, async ({ browser }) => {
    const doc = await server.create(`${units}`, book(units))
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    // Once for the program's own files, which are kept from then on.
    await page.goto(server.url)
    await expect(page.locator('h1')).toBeVisible()
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.waitForTimeout(5_000) // the import still has its words counted and found
    const start = Date.now()
    await page.goto(`${server.url}/d/${doc}`)
    await page.locator('[data-index="0"] [data-version=en]').waitFor()
    const first = { ...(await spent(cdp)), wall: Date.now() - start }
    const bench = new Bench(page)
    await bench.ready()
    await expect(page.locator('[data-status=checking]')).toHaveCount(0, { timeout: 120_000 })

    await bench.edit(2, 'en')
    await page.keyboard.type('warm')
    await bench.saved()
    await watch(page)
    const before = await spent(cdp)
    for (let i = 0; i < KEYS; i++) {
      await page.keyboard.press('x')
      await page.waitForTimeout(60 + (i % 17))
    }
    await bench.saved()
    const after = await spent(cdp)
    const times = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes)
    times.sort((a, b) => a - b)
    expect(times.length).toBe(KEYS)
    const ms = (n: number) => n.toFixed(1)
    console.log(
      `${units} units: first rows after ${first.wall} ms, ${ms(first.tasks)} ms of processor (script ${ms(first.script)}); ` +
        `a key ${ms((after.script - before.script) / KEYS)} ms of script, ${ms((after.layout - before.layout) / KEYS)} of layout, ` +
        `${ms((after.tasks - before.tasks) / KEYS)} in all; to the frame ${ms(times[KEYS / 2])} at p50, ${ms(times[Math.floor(KEYS * 0.95)])} at p95`,
    )
    await context.close()
  })
