// A document is signed off: what is left is named, what was signed stays as it was.

import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { account, person, signIn } from './house'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  ['The harbour opened in 1903.', '港口于1903年启用。', '港口於1903年啟用。'],
  ['It has four cranes.', '它有四台起重机。', '它有四台起重機。'],
] as const

/** Pictures of the page, for whoever wants to look: TRIPTYCH_SHOTS names the folder. */
async function shoot(page: Page, name: string) {
  if (process.env.TRIPTYCH_SHOTS) await page.screenshot({ path: `${process.env.TRIPTYCH_SHOTS}/${name}.png` })
}

const menu = async (page: Page, name: string) => {
  await page.locator('header .end [aria-haspopup]').last().click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

test('a document is signed off with a reason, and again when it is ready', async ({ browser }) => {
  const doc = await server.create('Harbour', units)
  const a = await Bench.open(browser, server, doc, 'Mei')
  const b = await Bench.open(browser, server, doc, 'Tom')
  const { page } = a
  await menu(page, 'Sign-off…')
  const dialog = page.getByRole('dialog', { name: 'Sign-off' })
  await expect(dialog).toContainText('Pairs not approved: 6')
  await expect(dialog).toContainText('Cells not confirmed: 6')
  expect(await violations(page)).toEqual([])
  const sign = dialog.getByRole('button', { name: 'Sign off', exact: true })
  await expect(sign).toBeDisabled()
  await dialog.getByRole('textbox').fill('The printer waits')
  await shoot(page, 'left')
  await sign.click()
  await expect(dialog.locator('[data-signoff]')).toHaveCount(1)
  await expect(dialog).toContainText('The printer waits')
  await expect(dialog).toContainText('Nothing has changed since the last sign-off.')
  await page.keyboard.press('Escape')

  // An edit counts in both pages, and taking it back counts it no more.
  const since = (bench: Bench) => bench.page.locator('[data-filter=signed]')
  await a.edit(2, 'en')
  await page.keyboard.insertText(' Two are new.')
  await a.saved()
  await expect(since(a)).toHaveText('Since sign-off 1')
  await expect(since(b)).toHaveText('Since sign-off 1')
  await since(b).click()
  await expect(b.page.locator('[data-unit]')).toHaveCount(1)
  await expect(b.unit(1)).toContainText('Two are new.')
  await shoot(b.page, 'since')

  await menu(page, 'Sign-off…')
  await dialog.getByRole('button', { name: 'Compare with now' }).click()
  const changes = page.getByRole('dialog', { name: /^Changed since the sign-off/ })
  await expect(changes.locator('ins')).toHaveText(/Two are new/)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'changes')
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Read', exact: true }).click()
  const read = page.getByRole('dialog', { name: /^As signed off/ })
  await expect(read.locator('tbody tr')).toHaveCount(2)
  await expect(read).toContainText('它有四台起重機。')
  await expect(read).not.toContainText('Two are new.')
  expect(await violations(page)).toEqual([])
  await shoot(page, 'read')
  await page.keyboard.press('Escape')

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'TSV' }).click(),
  ])
  const stream = await file.createReadStream()
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  expect(text).toContain('四台起重机')
  expect(text).not.toContain('Two are new.')

  const [print] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('link', { name: 'Page to print' }).click(),
  ])
  await expect(print.locator('h1')).toHaveText('Harbour')
  await expect(print.locator('.done')).toContainText('Mei')
  await expect(print.locator('.reason')).toContainText('The printer waits')
  expect(await violations(print)).toEqual([])
  await shoot(print, 'print')
  await print.emulateMedia({ media: 'print' })
  await expect(print.locator('.print')).toBeHidden()
  await print.close()
  await page.keyboard.press('Escape')

  await a.edit(2, 'en')
  await page.keyboard.press('Control+z')
  await a.saved()
  await expect.poll(() => a.text(2, 'en')).toBe(units[1][0])
  await expect(since(a)).toHaveCount(0)
})

test('編輯在繁體中文介面裡簽核，譯者不能', async ({ browser }) => {
  const own = await Server.start()
  try {
    account(own, 'Admin', 'admin')
    account(own, 'Lin', 'editor')
    account(own, 'Chen', 'translator')
    const admin = await person(browser)
    await signIn(admin, own.url, 'Admin')
    const doc = await admin.evaluate(
      async list => {
        const versions = Object.fromEntries(
          ['en', 'zh-Hans', 'zh-Hant'].map((v, i) => [
            v,
            { segments: list.map(u => ({ text: u[i], kind: 'text' })) },
          ]),
        )
        const all = list.map((_, i) => ({
          segs: { en: [i], 'zh-Hans': [i], 'zh-Hant': [i] },
          confidence: 1,
          why: [],
        }))
        const answer = await fetch('/api/documents', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ title: '港口', versions, units: all }),
        })
        return ((await answer.json()) as { id: string }).id
      },
      units.map(u => [...u]),
    )

    const lin = await person(browser, 'zh-TW')
    await signIn(lin, own.url, 'Lin', `/d/${doc}`)
    await new Bench(lin).ready()
    await menu(lin, '簽核…')
    const dialog = lin.getByRole('dialog', { name: '簽核' })
    await expect(dialog).toContainText('未核准的版本對：6')
    await dialog.getByRole('textbox').fill('先送排版')
    await shoot(lin, 'hant')
    await dialog.getByRole('button', { name: '簽核', exact: true }).click()
    await expect(dialog.locator('[data-signoff]')).toContainText('先送排版')
    await expect(dialog.locator('[data-signoff]')).toContainText('Lin')
    expect(await violations(lin)).toEqual([])
    const [print] = await Promise.all([
      lin.context().waitForEvent('page'),
      dialog.getByRole('link', { name: '列印頁' }).click(),
    ])
    await expect(print.locator('.done')).toContainText('Lin')
    await expect(print.locator('html')).toHaveAttribute('lang', 'zh-Hant')
    await shoot(print, 'hant-print')

    const chen = await person(browser, 'zh-TW')
    await signIn(chen, own.url, 'Chen', `/d/${doc}`)
    await new Bench(chen).ready()
    await menu(chen, '簽核…')
    const seen = chen.getByRole('dialog', { name: '簽核' })
    await expect(seen.locator('[data-signoff]')).toHaveCount(1)
    await expect(seen.getByRole('button', { name: '簽核', exact: true })).toHaveCount(0)
    const refused = await chen.evaluate(
      async id =>
        (
          await fetch(`/api/documents/${id}/signoffs`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: '{"sum":"x","reason":"y"}',
          })
        ).status,
      doc,
    )
    expect(refused).toBe(403)
    await admin.goto(`${own.url}/record`)
    await expect(admin.getByText('Document signed off')).toBeVisible()
  } finally {
    await own.stop()
  }
})
