// What a person holds in the hand stays there: the caret, the focus, the states of cells.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['First half. Second half.', '上半。下半。', '上半。下半。'],
  ['Next.', '下一段。', '下一段。'],
] as const

test('a split under somebody else’s caret takes caret and typing along', async ({ browser }) => {
  const doc = await server.create('Split', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'zh-Hans')
  await b.edit(1, 'zh-Hans')
  await b.page.keyboard.press('Control+Home')
  for (let i = 0; i < 3; i++) await b.page.keyboard.press('ArrowRight')
  await b.page.keyboard.press('Alt+KeyS')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('上半。\n下半。')
  await a.page.keyboard.insertText('甲')
  // One's own split leaves the caret in the second half.
  await b.page.keyboard.insertText('乙')
  for (const bench of [a, b]) await expect.poll(() => bench.text(1, 'zh-Hans')).toBe('上半。\n乙下半。甲')

  // Joined again, and split again by undoing it: both carets stay at their words.
  await b.page.keyboard.press('Alt+KeyZ')
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('上半。乙下半。甲')
  await a.page.keyboard.insertText('丙')
  await b.page.keyboard.insertText('丁')
  for (const bench of [a, b]) await expect.poll(() => bench.text(1, 'zh-Hans')).toBe('上半。乙丁下半。甲丙')
  await a.saved()
  await a.close()
  await b.close()
})

test('a paragraph shifted by somebody else stays in the hand', async ({ browser }) => {
  const doc = await server.create('Shift', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'zh-Hant')
  await b.edit(1, 'zh-Hant')
  await b.page.keyboard.press('Alt+Shift+ArrowDown')
  await expect.poll(() => a.text(2, 'zh-Hant')).toBe('上半。下半。\n下一段。')
  await expect(a.cell(2, 'zh-Hant').locator('.cm-content')).toBeFocused()
  await a.close()
  await b.close()
})

for (const keys of [
  ['Alt+Shift+ArrowDown', 'Alt+KeyZ'],
  ['Alt+KeyS', 'Alt+Shift+ArrowDown'],
  ['Alt+KeyJ', 'Alt+KeyZ'],
]) {
  test(`typing goes on where it was while somebody else presses ${keys.join(', ')}`, async ({ browser }) => {
    const doc = await server.create('Moving', units)
    const a = await Bench.open(browser, server, doc, 'A')
    const b = await Bench.open(browser, server, doc, 'B')
    await a.edit(1, 'zh-Hans')
    await b.edit(1, 'zh-Hans')
    await b.page.keyboard.press('Control+Home')
    for (let i = 0; i < 3; i++) await b.page.keyboard.press('ArrowRight')
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    const typing = (async () => {
      for (const letter of letters) await a.page.keyboard.insertText(letter)
    })()
    for (const key of keys) {
      await b.page.keyboard.press(key)
      await b.page.waitForTimeout(150)
    }
    await typing
    await a.saved()
    const all = async (bench: Bench) => (await bench.text(1, 'zh-Hans')) + (await bench.text(2, 'zh-Hans'))
    for (const bench of [a, b]) await expect.poll(() => all(bench)).toContain(`下半。${letters}`)
    await a.close()
    await b.close()
  })
}

test('a step is taken back at once', async ({ browser }) => {
  const doc = await server.create('Quick', units)
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.press('Alt+Shift+ArrowDown')
  await a.page.keyboard.press('Alt+KeyZ')
  await expect(a.page.getByRole('status').filter({ hasText: 'Undone.' })).toBeVisible()
  await expect.poll(() => a.text(1, 'zh-Hans')).toBe('上半。下半。')
  await expect.poll(() => a.text(2, 'zh-Hans')).toBe('下一段。')
  await a.close()
})

test('undoing a shift and a join gives cells their states back', async ({ browser }) => {
  const doc = await server.create('States', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const states = async () => {
    const { units } = JSON.parse(await server.export(doc)) as { units: { cells: object }[] }
    return units.map(u => Object.values(u.cells).map(c => (c as { state: string }).state))
  }
  const before = await states()
  for (const key of ['Alt+Shift+ArrowDown', 'Alt+KeyJ']) {
    await a.edit(1, 'zh-Hans')
    await a.page.keyboard.press(key)
    await expect.poll(states).not.toEqual(before)
    await a.page.keyboard.press('Alt+KeyZ')
    await expect.poll(states).toEqual(before)
  }
  await expect(a.cell(1, 'zh-Hans')).not.toContainText('draft')
  await a.close()
})

test('paging leaves the focus with the unit in hand', async ({ browser }) => {
  const many = Array.from(
    { length: 120 },
    (_, i) => [`Line ${i + 1}.`, `第${i + 1}行。`, `第${i + 1}行。`] as const,
  )
  const doc = await server.create('Long', many)
  const a = await Bench.open(browser, server, doc, 'A')
  const { keyboard } = a.page
  await keyboard.press('ArrowDown')
  await expect(a.cell(2, 'en')).toBeFocused()
  for (const key of ['End', 'PageUp', 'Home', 'PageDown', 'PageDown', 'PageDown', 'End']) {
    await keyboard.press(key)
    await a.page.waitForTimeout(150)
    await expect(a.cell(2, 'en')).toBeFocused()
  }
  await keyboard.press('ArrowDown')
  await expect(a.cell(3, 'en')).toBeFocused()
  await expect(a.cell(3, 'en')).toBeInViewport()
  await keyboard.press('Control+End')
  await expect(a.cell(120, 'en')).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(a.page.getByRole('status').filter({ hasText: 'This is the last unit shown.' })).toBeVisible()
  await keyboard.press('Control+Home')
  await expect(a.cell(1, 'en')).toBeFocused()

  await keyboard.press('Alt+KeyG')
  await keyboard.type('500')
  await keyboard.press('Enter')
  await expect(a.page.getByRole('alert')).toHaveText('There is no such unit: the numbers go from 1 to 120.')
  await keyboard.press('Control+KeyA')
  await keyboard.type('77')
  await keyboard.press('Enter')
  await expect(a.cell(77, 'en')).toBeFocused()
  await expect(a.cell(77, 'en')).toBeInViewport()
  await keyboard.press('Alt+KeyS')
  await expect(
    a.page.getByRole('status').filter({ hasText: 'Put the caret where it is to be' }),
  ).toBeVisible()
  await a.close()
})

test('the finding that F8 goes to is read out, and describes the cell', async ({ browser }) => {
  const doc = await server.create('Read out', [
    ['Nothing here.', '这里没有。', '這裡沒有。'],
    ['It costs 300 dollars.', '它要500美元。', '它要300美元。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await expect(a.findings(2).first()).toBeVisible()
  await a.page.keyboard.press('F8')
  const cell = a.page.locator('.cell:focus')
  await expect(cell).toHaveAttribute('aria-describedby', 'finding-in-hand')
  await expect(a.page.locator('[data-said]')).toHaveText(/^Unit 2\. (Error|Warning)\. .*500/)
  const read = (await a.page.locator('[data-said]').textContent()) ?? ''
  await expect(a.page.locator('#finding-in-hand')).toContainText(read.split('. ').slice(2).join('. '))
  await expect(a.page.locator('[data-said]').locator('..')).toHaveAttribute('aria-live', 'polite')
  await a.close()
})

test('at 200 % zoom the versions stand one under the other, and columns can be hidden', async ({
  browser,
}) => {
  const long = 'The cable is long and the ship is short. '.repeat(60)
  const doc = await server.create('Zoom', [
    units[0],
    [long, '电缆很长。'.repeat(300), '電纜很長。'.repeat(300)],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.page.setViewportSize({ width: 720, height: 450 })
  const box = async (v: 'en' | 'zh-Hans') => (await a.cell(2, v).boundingBox())!
  await expect.poll(async () => (await box('zh-Hans')).y - (await box('en')).y).toBeGreaterThan(100)
  expect((await box('en')).width).toBeGreaterThan(500)
  const wide = () => a.page.locator('.scroller').evaluate(e => e.scrollWidth - e.clientWidth)
  expect(await wide()).toBe(0)
  expect(await a.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  // Row number and marks stay in sight all along the unit.
  await a.page.locator('.scroller').evaluate(e => (e.scrollTop = 900))
  await expect(a.unit(2).locator('.number')).toBeInViewport({ ratio: 1 })
  await expect(a.pair(2, 'en:zh-Hans')).toBeInViewport({ ratio: 1 })

  await a.page.getByRole('button', { name: 'More' }).click()
  await a.page.getByRole('menuitem', { name: 'Hide the column: English' }).click()
  await expect(a.cell(1, 'en')).toHaveCount(0)
  await a.page.getByRole('button', { name: 'More' }).click()
  await a.page.getByRole('menuitem', { name: 'Show the column: English' }).click()
  await expect(a.cell(1, 'en')).toHaveCount(1)
  await a.close()
})

test('columns are made wider and narrower by mouse and by key, and stay so', async ({ browser }) => {
  const doc = await server.create('Columns', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const width = async (v: 'en' | 'zh-Hans' | 'zh-Hant') =>
    Math.round((await a.cell(1, v).boundingBox())!.width)
  const edge = a.page.getByRole('separator', { name: 'Width of the column: English' })
  const [en, hant] = [await width('en'), await width('zh-Hant')]
  const box = (await edge.boundingBox())!
  await a.page.mouse.move(box.x + 6, box.y + 20)
  await a.page.mouse.down()
  await a.page.mouse.move(box.x + 126, box.y + 20, { steps: 4 })
  await a.page.mouse.up()
  expect(Math.abs((await width('en')) - en - 120)).toBeLessThan(8)
  expect(await width('zh-Hant')).toBe(hant)
  const dragged = await width('en')
  await edge.focus()
  for (let i = 0; i < 3; i++) await a.page.keyboard.press('ArrowLeft')
  await expect.poll(() => width('en')).toBeLessThan(dragged - 30)
  const kept = await width('en')
  // The head stands over its column, and nothing has to be scrolled sideways.
  const head = (await a.page
    .getByRole('columnheader', { name: '简体中文' })
    .or(a.page.locator('.head').nth(1))
    .first()
    .boundingBox())!
  expect(Math.abs(head.x - (await a.cell(1, 'zh-Hans').boundingBox())!.x)).toBeLessThan(2)
  expect(await a.page.locator('.scroller').evaluate(e => e.scrollWidth - e.clientWidth)).toBe(0)
  await a.page.reload()
  await a.ready()
  expect(await width('en')).toBe(kept)
  await edge.focus()
  await a.page.keyboard.press('Enter')
  await expect.poll(() => width('en')).toBe(en)
  await a.close()
})

test('a message covers no text, and the next takes its place', async ({ browser }) => {
  const doc = await server.create('Messages', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const toasts = a.page.locator('.toasts p')
  for (const size of [
    { width: 1440, height: 900 },
    { width: 420, height: 450 },
  ]) {
    await a.page.setViewportSize(size)
    // Nothing can be mended or waived here: each key says why.
    for (const key of ['Alt+KeyF', 'Alt+KeyW']) {
      await a.page.keyboard.press(key)
      await expect(toasts).toHaveCount(1)
      const toast = (await toasts.boundingBox())!
      const text = (await a.page.locator('div.frame').boundingBox())!
      expect(toast.y, `${key} at ${size.width}`).toBeGreaterThanOrEqual(text.y + text.height - 1)
    }
  }
  await a.close()
})

test('the page reloads without the server, says so, and keeps what was typed', async ({ browser }) => {
  const own = await Server.start()
  const doc = await own.create('Offline', units)
  const a = await Bench.open(browser, own, doc, 'A')
  await a.page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  await a.edit(2, 'zh-Hans')
  await own.kill()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')
  await a.page.keyboard.insertText('离线写下。')
  await expect(a.page.locator('[data-status=saving]')).toContainText('kept in this browser')
  await a.page.waitForTimeout(500)
  await a.page.reload()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')
  await own.run()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 40_000 })
  await expect.poll(() => a.text(2, 'zh-Hans')).toBe('下一段。离线写下。')
  await a.saved()
  await a.close()
  await own.stop()
})

test('people have different colours, and keep them', async ({ browser }) => {
  const doc = await server.create('Colours', units)
  const all: Bench[] = []
  for (const name of ['甲', '乙', '丙', '丁']) all.push(await Bench.open(browser, server, doc, name))
  for (const bench of all) await bench.edit(1, 'en')
  const seen = () =>
    all[0].page.locator('footer li i').evaluateAll(list => list.map(i => (i as HTMLElement).style.background))
  await expect.poll(async () => new Set(await seen()).size).toBe(4)
  const before = [...(await seen())].sort()
  await all[2].page.reload()
  await all[2].ready()
  await all[2].edit(1, 'en')
  await expect.poll(async () => [...(await seen())].sort()).toEqual(before)
  for (const bench of all) await bench.close()
})

test('pasted paragraphs become paragraphs on a click, and the column is remembered', async ({ browser }) => {
  const doc = await server.create('Pasted', [['One. Two. Three.', '一。', '一。']])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'zh-Hant')
  await a.page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '甲。\n\n　乙。\n丙。')
    const to = document.activeElement!
    to.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await a.page.getByRole('button', { name: 'Make paragraphs of them' }).click()
  const paragraphs = a.cell(1, 'zh-Hant').locator('.seg')
  await expect(paragraphs).toHaveCount(3)
  await expect(paragraphs).toHaveText([/一。甲。|甲。一。/, '乙。', '丙。'])
  await expect.poll(() => server.export(doc)).toMatch(/乙。"[^]*丙。"/)
  // The place is written a moment after it was reached.
  const kept = () => a.page.evaluate(() => Object.values(localStorage).join())
  await expect.poll(kept).toContain('zh-Hant')
  await a.page.reload()
  await a.ready()
  await expect(a.cell(1, 'zh-Hant')).toBeFocused()
  await a.page.context().close()
})
