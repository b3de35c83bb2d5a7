// Chinese input methods, through the browser's own composition events.

import { expect, test, type CDPSession } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['The ship is here.', '船到了。', '船到了。'],
  ['It waits.', '它在等待。', '它在等待。'],
] as const

async function compose(cdp: CDPSession, steps: readonly string[]) {
  for (const text of steps)
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
}

test('a composition goes out when it ends, and Enter inside it does nothing', async ({ browser }) => {
  const doc = await server.create('Pinyin', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(1, 'zh-Hans')
  const cdp = await a.page.context().newCDPSession(a.page)
  await compose(cdp, ['n', 'ni', 'nih', 'niha', 'nihao'])
  expect(await a.text(1, 'zh-Hans')).toBe('船到了。nihao')
  // The key that takes the candidate, as browsers report it while composing.
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  })
  await expect(a.cell(1, 'zh-Hans').locator('.cm-line')).toHaveCount(1)
  await a.page.waitForTimeout(400)
  expect(await b.text(1, 'zh-Hans')).toBe('船到了。')

  await cdp.send('Input.insertText', { text: '你好' })
  await expect.poll(() => b.text(1, 'zh-Hans')).toBe('船到了。你好')
  expect(await a.text(1, 'zh-Hans')).toBe('船到了。你好')
  await a.saved()
  await a.close()
  await b.close()
})

test('what others type meanwhile waits for the end of the composition', async ({ browser }) => {
  const doc = await server.create('Zhuyin', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await a.edit(2, 'zh-Hant')
  await b.edit(2, 'zh-Hant')
  await b.page.keyboard.press('Control+Home')
  const cdp = await a.page.context().newCDPSession(a.page)
  await compose(cdp, ['ㄏ', 'ㄏㄠ', 'ㄏㄠˇ'])
  await b.page.keyboard.insertText('今天')
  await b.saved()
  expect(await a.text(2, 'zh-Hant')).toBe('它在等待。ㄏㄠˇ')

  await cdp.send('Input.insertText', { text: '好' })
  const whole = '今天它在等待。好'
  await expect.poll(() => a.text(2, 'zh-Hant')).toBe(whole)
  await expect.poll(() => b.text(2, 'zh-Hant')).toBe(whole)
  await a.close()
  await b.close()
})

test('leaving the cell in the middle of a composition loses nothing', async ({ browser }) => {
  const doc = await server.create('Left', units)
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  const cdp = await a.page.context().newCDPSession(a.page)

  // To another cell with the mouse.
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.insertText('甲')
  await compose(cdp, ['z', 'zh', 'zhong'])
  await a.cell(2, 'en').locator('p').click()
  await expect(a.cell(2, 'en').locator('.cm-content')).toBeFocused()
  await a.saved()
  const left = await a.text(1, 'zh-Hans')
  expect(left).toMatch(/^船到了。甲/)
  await expect.poll(() => b.text(1, 'zh-Hans')).toBe(left)

  // And with what somebody else writes there meanwhile.
  await a.edit(2, 'zh-Hans')
  await compose(cdp, ['y', 'yi'])
  await b.edit(2, 'zh-Hans')
  await b.page.keyboard.press('Control+Home')
  await b.page.keyboard.insertText('昨天')
  await b.saved()
  await a.cell(1, 'en').locator('p').click()
  await a.saved()
  await expect.poll(() => a.text(2, 'zh-Hans')).toMatch(/^昨天它在等待。/)
  const both = await a.text(2, 'zh-Hans')
  await expect.poll(() => b.text(2, 'zh-Hans')).toBe(both)
  expect(await server.export(doc)).toContain(both)
  await a.close()
  await b.close()
})
