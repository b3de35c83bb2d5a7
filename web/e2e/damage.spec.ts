// What is beside the database is damaged, or the database is: a page shows what the server has, or says
// that something is missing, and never anything else.

import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { Bench } from './bench'
import { BINARY, Server } from './server'

const units = [
  ['Shore power is ready.', '岸电已经就绪。', '岸電已經就緒。'],
  ['The cable is long.', '电缆很长。', '電纜很長。'],
] as const

let server: Server
test.beforeEach(async () => void (server = await Server.start()))
test.afterEach(() => server.stop())

/** What the first English paragraph is to the server, and "gone" of a document that it does not have. */
async function stored(doc: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/documents/${doc}/export?format=json`)
  if (answer.status === 404) return 'gone'
  const { units } = (await answer.json()) as { units: { cells: { en: { text?: string } } }[] }
  return JSON.stringify(units[0].cells.en)
}

/** Random places that are the same in every run. */
function* places(below: number) {
  for (let x = 7; ;) {
    x = (x * 1103515245 + 12345) % 2147483648
    yield x % below
  }
}

for (const within of ['the file', 'the log alone'] as const)
  test(`after kill -9 the log is altered, cut or gone, of a document in ${within}: a page shows the server’s text, or says what is missing`, async ({
    browser,
  }) => {
    test.setTimeout(600_000)
    const doc = await server.create('Damaged', units)
    if (within === 'the file') {
      await server.end()
      await server.run()
    }
    const a = await Bench.open(browser, server, doc, 'A')
    await a.edit(1, 'en')
    for (const word of [' One.', ' Two.', ' Three.', ' Four.']) {
      await a.page.keyboard.insertText(word)
      await a.saved()
      await a.page.waitForTimeout(700) // each a revision of its own
    }
    const whole = await stored(doc)
    expect(whole).toContain('Four.')
    await server.kill()
    const files: Record<string, Buffer> = {}
    for (const end of ['', '-wal', '-heads']) files[end] = await readFile(server.database + end)
    const log = files['-wal']
    const flips = places(log.length * 8)
    const damages: [string, () => Buffer | null][] = [
      ['whole', () => log],
      ['deleted', () => null],
      ['empty', () => Buffer.alloc(0)],
      ['cut in half', () => log.subarray(0, log.length / 2)],
      ['cut at its end', () => log.subarray(0, log.length - 5000)],
      ...Array.from({ length: 8 }, (): [string, () => Buffer] => {
        const bit = flips.next().value!
        return [
          `bit ${bit} is another`,
          () => {
            const hurt = Buffer.from(log)
            hurt[bit >> 3] ^= 1 << (bit & 7)
            return hurt
          },
        ]
      }),
    ]
    const tally: Record<string, number> = {}
    let lost = false
    for (const [name, damage] of damages) {
      await server.kill()
      for (const end of ['-shm', '-wal']) await rm(server.database + end, { force: true })
      const hurt = damage()
      for (const end of ['', '-heads']) await writeFile(server.database + end, files[end])
      if (hurt) await writeFile(`${server.database}-wal`, hurt)
      await server.run()
      // The page was open all along, unless it was told that there is no such document.
      if (lost) await a.page.reload()
      // Where there is nothing to show the whole page says so.
      const halt = a.page.locator('[data-halt], .problem')
      const now = await stored(doc)
      if (name === 'whole') expect(now).toBe(whole)
      if (now === whole) {
        await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 45_000 })
        await expect(halt).toHaveCount(0, { timeout: 45_000 })
      } else await expect(halt, name).toBeVisible({ timeout: 45_000 })
      lost = now === 'gone'
      if (lost) await expect(halt).toContainText(/there is no such document/i, { timeout: 45_000 })
      else
        await expect
          .poll(async () => now.includes(await a.text(1, 'en')), { message: name, timeout: 45_000 })
          .toBe(true)
      const kind = now === whole ? 'whole' : now === 'gone' ? 'gone' : 'halted'
      tally[kind] = (tally[kind] ?? 0) + 1
    }
    console.log(tally)
    await a.close()
  })

test('a backup is put back: the page begins afresh and goes on', async ({ browser }) => {
  const doc = await server.create('Backup', units)
  const backup = `${server.database}.backup`
  execFileSync(BINARY, ['backup', '--db', server.database, '-o', backup])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'en')
  await a.page.keyboard.insertText(' Later.')
  await a.saved()
  await server.end()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Offline')
  for (const end of ['-wal', '-shm']) await rm(server.database + end, { force: true })
  await copyFile(backup, server.database)
  await server.run()
  await expect(a.page.locator('[data-status=link]')).toHaveText('Connected', { timeout: 45_000 })
  await expect(a.page.locator('[data-halt]')).toHaveCount(0)
  await expect.poll(() => a.text(1, 'en')).toBe(units[0][0])
  await a.edit(2, 'en')
  await a.page.keyboard.insertText(' Again.')
  await a.saved()
  expect(await server.export(doc)).toContain('The cable is long. Again.')
  expect(await server.export(doc)).not.toContain('Later.')
  await a.close()
})

test('the database is deleted under the running server: nothing is said to be saved', async ({ browser }) => {
  const doc = await server.create('Nameless', units)
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'en')
  await a.page.keyboard.insertText(' Kept.')
  await a.saved()
  await rm(server.database)
  await a.page.keyboard.insertText(' Not kept.')
  const alert = a.page.locator('[data-stuck]')
  await expect(alert).toContainText('1 edit waiting since')
  await expect(a.page.locator('[data-status=saving]')).not.toHaveText('All saved')
  await a.close()
})
