// No key is dead: where it can do nothing, it says why.

import { expect, test, type Page } from '@playwright/test'
import { KEYS } from '../src/workbench/keys'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

/** Whether a key leads to anything that a person notices: a word on the page, a message (also the same one
 *  again), a dialog, another focus. */
async function noticed(page: Page, combo: string): Promise<boolean> {
  const look = () =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null
      const fields = [...document.querySelectorAll('input')].map(i => i.value + i.checked).join()
      const marks = [...document.querySelectorAll('[aria-selected=true], [aria-checked=true], [open]')].length
      const place = at
        ? `${at.tagName}.${at.className}#${at.id}@${at.closest('[data-version]')?.getAttribute('data-version')}`
        : ''
      return `${document.body.innerText}|${fields}|${marks}|${place}`
    })
  await page.evaluate(() => {
    for (const p of document.querySelectorAll('.toasts p')) p.setAttribute('data-old', '')
  })
  const before = await look()
  await page.keyboard.press(combo.replace('Ctrl', 'Control'))
  const fresh = page.locator('.toasts p:not([data-old])')
  for (let tries = 0; tries < 30; tries++) {
    if ((await fresh.count()) || (await look()) !== before) return true
    await page.waitForTimeout(50)
  }
  return false
}

for (const [where, edit] of [
  ['on a cell', false],
  ['in its text', true],
] as const)
  test(`every key does something ${where}, or says why not`, async ({ browser }) => {
    test.setTimeout(180_000)
    const dead: string[] = []
    const doc = await server.create(where, [['Nothing here.', '这里没有。', '這裡沒有。']])
    const a = await Bench.open(browser, server, doc, 'A')
    for (const { action, combo } of KEYS) {
      if (edit) await a.edit(1, 'en')
      else {
        await a.cell(1, 'en').focus()
        await expect(a.cell(1, 'en')).toBeFocused()
      }
      await a.page.waitForTimeout(120)
      if (!(await noticed(a.page, combo))) dead.push(action)
      for (let n = 0; n < 4; n++) await a.page.keyboard.press('Escape')
      if (await a.page.locator('dialog[open]').count()) {
        await a.page.reload()
        await a.ready()
      }
    }
    expect(dead).toEqual([])
    await a.close()
  })
