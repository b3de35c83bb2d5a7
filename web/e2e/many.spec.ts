// A folder and a zip of many files become many documents in one go.

import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { violations } from './axe'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const TEXTS: Record<string, string> = {
  'en/harbour.md': '# The harbour\n\nThree tugs a day leave the port.\n\nNobody waits for them.\n',
  'zh-cn/harbour.md': '# 港口\n\n每天有三艘拖轮离开港口。\n\n没有人等它们。\n',
  'zh-tw/harbour.md': '# 港口\n\n每天有三艘拖船離開港口。\n\n沒有人等它們。\n',
  'en/01-bridge.txt': 'The bridge is new.\n\nIt was built in 2019.\n',
  'zh-tw/01-橋.txt': '這座橋是新的。\n\n建於2019年。\n',
  'en/market.md': 'The market opens at six.\n',
  'en/market_en.md': 'The market opens at seven.\n',
  'notes/photo.png': '\u0000PNG',
}

test('a folder: what belongs together is seen, put right, brought in, and taken back', async ({
  page,
}, info) => {
  const dir = info.outputPath('texts')
  for (const [name, text] of Object.entries(TEXTS)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), text)
  }
  await page.goto(`${server.url}/import`)
  await page.locator('input[webkitdirectory]').setInputFiles(dir)
  const rows = page.locator('tbody tr')
  await expect(rows).toHaveCount(4)
  await expect(page.getByRole('region', { name: 'Files that cannot be read' })).toContainText('photo.png')
  const row = (name: string) => rows.filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  const files = (name: string) => row(name).locator('td option:checked, td .file')
  await expect(files('harbour')).toHaveText(['harbour.md', 'harbour.md', 'harbour.md'])
  await expect(files('01-bridge')).toHaveText(['01-bridge.txt', '—', '01-橋.txt'])
  expect(await violations(page)).toEqual([])

  // One is not wanted, and one is of a document already.
  await page.getByRole('checkbox', { name: 'Bring in “market_en”' }).uncheck()
  await page.getByRole('button', { name: 'Bring in 3 documents' }).click()
  await expect(page.getByText('3 of 3 documents are here.')).toBeVisible()
  await expect(row('The harbour')).toContainText('3 units')
  await expect(row('01-bridge')).toContainText('2 units')
  await page.screenshot({ path: info.outputPath('here.png') })
  await page.getByRole('link', { name: 'The harbour' }).click()
  await expect(page.locator('[data-version=zh-Hant]').filter({ hasText: '三艘拖船' })).toBeVisible()

  await page.goto(server.url)
  await expect(page.locator('tbody tr')).toHaveCount(3)
})

/** A zip made on a Chinese system of old, whose names are in GB18030. */
async function zip(files: Record<string, string>, options = {}): Promise<Buffer> {
  const names: Record<string, number[]> = {
    '章程_简体.txt': [0xd5, 0xc2, 0xb3, 0xcc, 0x5f, 0xbc, 0xf2, 0xcc, 0xe5],
  }
  const writer = new ZipWriter(new BlobWriter(), {
    useWebWorkers: false,
    useUnicodeFileNames: false,
    encodeText: (text: string, type: string) =>
      type === 'filename' && names[text]
        ? Uint8Array.from([...names[text], ...Buffer.from('.txt')])
        : undefined,
    ...options,
  })
  for (const [name, text] of Object.entries(files)) await writer.add(name, new TextReader(text))
  return Buffer.from(await (await writer.close()).arrayBuffer())
}

test('a zip, in 繁體中文: names of an old system, failures beside each document, all taken back', async ({
  page,
}) => {
  await page.addInitScript(() =>
    localStorage.setItem('triptych.settings', JSON.stringify({ language: 'zh-Hant' })),
  )
  await page.goto(`${server.url}/import`)
  const before = await (await page.request.get(`${server.url}/api/documents`)).json()
  const buffer = await zip({
    '章程_简体.txt': '第一条 本会会员须缴纳会费。\n',
    '章程_en.txt': 'Article 1. Members of the association pay a fee.\n',
    'empty_en.txt': '\n',
  })
  const chooser = page.locator('.controls input[accept]')
  await chooser.setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer })
  await expect(page.locator('tbody tr')).toHaveCount(2)
  await expect(page.locator('tbody')).toContainText('章程_简体.txt')
  await page.getByRole('button', { name: '匯入 2 份文件' }).click()
  await expect(page.getByText('2 份文件中已匯入 1 份。')).toBeVisible()
  await expect(page.locator('tbody .problem')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '全部撤回' }).click()
  await expect(page.getByText('已撤回：1 份文件移入回收筒。')).toBeVisible()
  const after = await (await page.request.get(`${server.url}/api/documents`)).json()
  expect(after.length).toBe(before.length)
})

for (const [what, make, says] of [
  [
    'a password',
    () => zip({ 'a.txt': 'One.' }, { password: 'secret', encryptionStrength: 1 }),
    'is protected by a password',
  ],
  [
    'damage',
    async () => {
      const whole = await zip({ 'a.txt': 'One sentence of a text that is long enough.'.repeat(20) })
      whole[60] ^= 0xff
      return whole
    },
    'is damaged and cannot be unpacked',
  ],
  ['another kind of file', async () => Buffer.from('This is no zip.'), 'is damaged and cannot be unpacked'],
  ['nothing to read', () => zip({ 'a.png': 'x' }), 'There is no file in it that can be read.'],
] as const) {
  test(`a zip with ${what} says so, and nothing comes in`, async ({ page }) => {
    await page.goto(`${server.url}/import`)
    const chooser = page.locator('.controls input[accept]')
    await chooser.setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: await make() })
    await expect(page.getByRole('alert')).toContainText(says)
    await expect(page.getByRole('button', { name: 'Line up' })).toBeVisible()
  })
}

test('a document that is here already is not made twice when it could not be put into its project', async ({
  page,
}) => {
  await page.request.post(`${server.url}/api/projects`, {
    data: { name: 'Rivers' },
    headers: { Origin: server.url },
  })
  const count = async () => (await (await page.request.get(`${server.url}/api/documents`)).json()).length
  const before = await count()
  await page.route('**/api/documents/*/project', route => route.abort(), { times: 1 })
  await page.goto(`${server.url}/import`)
  const buffer = await zip({ 'river_en.txt': 'The river is wide.\n', 'river_zh-tw.txt': '這條河很寬。\n' })
  const chooser = page.locator('.controls input[accept]').first()
  await chooser.setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer })
  await page.getByLabel('Into the project').selectOption({ label: 'Rivers' })
  await page.getByRole('button', { name: 'Bring in 1 document' }).click()
  await expect(page.locator('tbody .problem')).toBeVisible()
  await page.getByRole('button', { name: 'Bring in 1 document' }).click()
  await expect(page.locator('tbody')).toContainText('1 unit')
  expect(await count()).toBe(before + 1)
})
