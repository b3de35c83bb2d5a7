// The editor in a real browser, with composition events as an input method sends
// them. Skipped where there is no Chromium.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { build, type Rollup } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
const START = '北约在一九四九年成立。'

describe.skipIf(!existsSync(executablePath))('an editor', () => {
  let browser: Browser
  let script: string
  let page: Page
  let input: CDPSession

  beforeAll(async () => {
    const entry = fileURLToPath(new URL('page/page.ts', import.meta.url))
    const made = (await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        minify: false,
        lib: { entry, formats: ['iife'], name: 'page', fileName: 'page' },
      },
    })) as Rollup.RollupOutput[]
    script = made[0]!.output[0].code
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  })

  afterAll(() => browser?.close())

  beforeEach(async () => {
    await page?.close()
    page = await browser.newPage()
    await page.setContent('<!doctype html><title>-</title>')
    await page.addScriptTag({ content: script })
    await page.waitForFunction(() => document.title === 'ready')
    input = await page.context().newCDPSession(page)
  })

  const texts = () => page.evaluate(() => window.world.texts())

  /** Both editors and the server show the text, and nothing is pending. */
  async function settled(text: string): Promise<void> {
    await expect.poll(texts, { timeout: 5000 }).toEqual([text, text, text])
    const unsaved = () => page.evaluate(() => window.world.sessions.map(s => s.overview.unsaved))
    await expect.poll(unsaved).toEqual([0, 0])
  }

  const caret = (editor: number, at: number) =>
    page.evaluate(
      ([editor, at]) => {
        const view = window.world.views[editor!]!
        view.focus()
        view.dispatch({ selection: { anchor: at! } })
      },
      [editor, at],
    )

  /** The other person writes, through their editor's state. */
  const other = (at: number, text: string) =>
    page.evaluate(
      ([at, text]) =>
        window.world.views[1]!.dispatch({ changes: { from: Number(at), insert: String(text) } }),
      [at, text],
    )

  const composing = (text: string) =>
    input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })

  test('sends what is typed and shows what another types', async () => {
    await caret(0, START.length)
    await page.keyboard.type('Yes. ')
    await other(0, '「')
    await settled(`「${START}Yes. `)
  })

  test('undo takes back only what was typed here', async () => {
    await caret(0, 2)
    await page.keyboard.type('AB')
    await settled('北约AB在一九四九年成立。')
    await other(3, 'x')
    await settled('北约AxB在一九四九年成立。')
    await page.keyboard.press('Control+z')
    await settled('北约x在一九四九年成立。')
    await page.keyboard.press('Control+Shift+z')
    const again = await texts()
    expect(again[0]!.replace('x', '')).toBe('北约AB在一九四九年成立。')
  })

  test.each([
    ['before', 1, '北·约'],
    ['after', START.length, '北约'],
  ])('nothing comes in while composing, with a remote edit %s', async (_where, at, head) => {
    await caret(0, 2)
    for (const text of ['z', 'zh', 'zhong']) await composing(text)
    await other(at, '·')
    await page.waitForTimeout(250)
    const [here, there, server] = await texts()
    expect(here).toBe('北约zhong在一九四九年成立。')
    expect([there, server!.includes('zh')]).toEqual([server, false])
    await input.send('Input.insertText', { text: '中' })
    await settled(`${head}中在一九四九年成立。${at === START.length ? '·' : ''}`)
  })

  test('a remote edit inside what a reconversion replaces loses neither text', async () => {
    await caret(0, 4)
    await input.send('Input.imeSetComposition', {
      text: 'yi',
      selectionStart: 2,
      selectionEnd: 2,
      replacementStart: 3,
      replacementEnd: 7,
    })
    await other(5, '〇')
    await page.waitForTimeout(200)
    expect((await texts())[0]).not.toContain('〇')
    await input.send('Input.insertText', { text: '去' })
    await settled('北约在去〇年成立。')
  })

  test('a composition that is given up leaves nothing', async () => {
    await caret(0, 2)
    await composing('ㄓㄨㄥ')
    await other(0, '「')
    await composing('')
    await settled(`「${START}`)
  })

  test('leaving the editor in a composition ends it', async () => {
    await caret(0, 2)
    await composing('zhong')
    await other(0, '「')
    await page.evaluate(() => window.world.views[0]!.contentDOM.blur())
    await expect.poll(async () => new Set(await texts()).size, { timeout: 5000 }).toBe(1)
    const [text] = await texts()
    expect(text!.replace('zhong', '')).toBe(`「${START}`)
    await settled(text!)
  })

  test('an editor taken away in a composition lets the segment go on', async () => {
    await caret(0, 2)
    await composing('zhong')
    await page.evaluate(() => window.world.views[0]!.destroy())
    await other(0, '「')
    const server = () => page.evaluate(() => window.world.server.text('s1'))
    await expect.poll(server).toBe('「北约zhong在一九四九年成立。')
  })

  test('shows the caret and the name of the other', async () => {
    await caret(1, 4)
    const name = page.locator('#e0 .person-caret .person-name')
    await expect.poll(() => name.count()).toBe(1)
    await expect.poll(() => name.textContent()).toBe('Bo')
    await caret(0, 0)
    await page.keyboard.type('ab')
    await expect.poll(() => page.locator('#e1 .person-caret').count()).toBe(1)
  })

  test('both type at once and end equal', { timeout: 30_000 }, async () => {
    await page.evaluate(async () => {
      for (let i = 0; i < 60; i++) {
        for (const [n, view] of window.world.views.entries()) {
          const at = Math.floor(Math.random() * (view.state.doc.length + 1))
          view.dispatch({ changes: { from: at, insert: n ? '北' : '约' }, userEvent: 'input.type' })
        }
        await new Promise(resolve => setTimeout(resolve, Math.random() * 20))
      }
    })
    await expect.poll(async () => new Set(await texts()).size, { timeout: 10_000 }).toBe(1)
    expect((await texts())[0]!.length).toBe(START.length + 120)
  })
})
