// The database is put back to what it was before: the page shows what the server has, and
// offers its own text again; what is missing is told, and a person says to go on.

import { expect, test, type Browser, type Page } from '@playwright/test'
import { copyFile } from 'node:fs/promises'
import { Bench } from './bench'
import { Server } from './server'

const units = [
  ['Shore power is ready.', '岸电已经就绪。', '岸電已經就緒。'],
  ['The cable is long.', '电缆很长。', '電纜很長。'],
] as const

let server: Server
test.beforeEach(async () => void (server = await Server.start()))
test.afterEach(() => server.stop())

/** Copies the files of the stopped server aside; the result puts them back. */
async function aside(...ends: string[]): Promise<() => Promise<void>> {
  for (const end of ends) await copyFile(server.database + end, `${server.database}${end}.aside`)
  return async () => {
    for (const end of ends) await copyFile(`${server.database}${end}.aside`, server.database + end)
  }
}

/** Pictures of the page, for whoever wants to look: TRIPTYCH_SHOTS names the folder. */
async function shoot(page: Page, name: string) {
  if (!process.env.TRIPTYCH_SHOTS) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(500) // colours change slowly
    await page.screenshot({ path: `${process.env.TRIPTYCH_SHOTS}/${name}-${colorScheme}.png` })
  }
}

/** A page that has typed, on a server whose files are then put back to before. */
async function putBack(browser: Browser, ...ends: string[]) {
  const doc = await server.create('Put back', units)
  await server.end()
  const restore = await aside(...ends)
  await server.run()
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'en')
  await a.page.keyboard.insertText(' Stored.')
  await a.saved()
  await server.end()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')
  await restore()
  return { doc, a }
}

test('the file and its record are put back and others write past it', async ({ browser }) => {
  const { doc, a } = await putBack(browser, '', '-heads')
  await a.page.keyboard.insertText(' Typed.')
  // Others go on from the old state, in the place of the events that the page has.
  await a.page.context().setOffline(true)
  await server.run()
  const b = await Bench.open(browser, server, doc, 'B')
  for (const word of [' One.', ' Two.', ' Three.']) {
    await b.edit(2, 'en')
    await b.page.keyboard.insertText(word)
    await b.saved()
  }
  await a.page.context().setOffline(false)
  await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 45_000 })
  await expect.poll(() => a.text(2, 'en')).toBe('The cable is long. One. Two. Three.')

  // What was typed is not lost: it is in the text, or offered in the box of what is not saved.
  const box = a.page.getByRole('region', { name: 'Not saved' })
  await expect
    .poll(async () => {
      const offered = (await box.count()) ? await box.locator('textarea').first().inputValue() : ''
      return offered + (await a.text(1, 'en'))
    })
    .toContain('Typed.')
  // And the page shows the server's text, nothing else.
  await expect
    .poll(async () => JSON.stringify(JSON.parse(await server.export(doc))))
    .toContain(JSON.stringify(await a.text(1, 'en')).slice(1, -1))
  await expect.poll(() => b.text(1, 'en')).toBe(await a.text(1, 'en'))
  expect(await server.export(doc)).toContain('The cable is long. One. Two. Three.')
  await a.close()
  await b.close()
})

test('the file alone is put back: the document is read-only until somebody says to go on', async ({
  browser,
}) => {
  const { doc, a } = await putBack(browser, '')
  await server.run()
  const halt = a.page.locator('[data-halt]')
  await expect(halt).toBeVisible({ timeout: 45_000 })
  await expect.poll(() => a.text(1, 'en')).toBe(units[0][0])
  await a.cell(2, 'en').locator('p[data-seg]').first().click()
  await a.page.keyboard.insertText('No.')
  expect(await a.text(2, 'en')).toBe(units[1][0])
  await shoot(a.page, 'halt')
  await halt.getByRole('button').click()
  await expect(halt).toHaveCount(0)
  await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 45_000 })
  await a.edit(2, 'en')
  await a.page.keyboard.insertText(' Again.')
  await expect.poll(() => a.text(2, 'en')).toBe('The cable is long. Again.')
  await expect.poll(() => server.export(doc)).toContain('The cable is long. Again.')
  await a.close()
})

test('why it is read-only is said in the reader’s language', async ({ browser }) => {
  const { doc, a } = await putBack(browser, '')
  await a.close()
  await server.run()
  const context = await browser.newContext()
  await context.addInitScript(() =>
    localStorage.setItem('triptych.settings', JSON.stringify({ name: '陳曉', language: 'zh-Hant' })),
  )
  const page = await context.newPage()
  await page.goto(`${server.url}/d/${doc}`)
  const halt = page.locator('[data-halt]')
  await expect(halt).toContainText(/[\u4e00-\u9fff]/)
  await expect(halt.getByRole('button')).toHaveText(/[\u4e00-\u9fff]/)
  await shoot(page, 'halt-zh-Hant')
  await context.close()
})
