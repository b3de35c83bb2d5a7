// Findings come and go with the texts; approvals are bound to them.

import { expect, test } from '@playwright/test'
import { Bench } from './bench'
import { Server } from './server'

let server: Server
test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units = [
  [
    'The alliance will enlarge its force to 300,000 soldiers within two years.',
    '联盟将在两年内把兵力增加到30万人。',
    '聯盟將在兩年內把兵力增加到30萬人。',
  ],
  [
    'The members approved the plan on July 12, 2022.',
    '成员国于2022年7月12日批准了这项计划。',
    '成員國於2022年7月12日批准了這項計畫。',
  ],
] as const

test('a changed number is found, named, and gone when it is changed back', async ({ browser }) => {
  const doc = await server.create('Numbers', units)
  const a = await Bench.open(browser, server, doc, 'A')
  await expect(a.findings(1, 'num.value')).toHaveCount(0)

  await a.edit(1, 'zh-Hant')
  for (let i = 0; i < 3; i++) await a.page.keyboard.press('ArrowLeft')
  await a.page.keyboard.press('Backspace')
  await expect.poll(() => a.text(1, 'zh-Hant')).toBe('聯盟將在兩年內把兵力增加到3萬人。')
  // A draft is not scolded: the finding waits until the cell is left.
  const finding = a.findings(1, 'num.value').first()
  await a.saved()
  await expect(a.pair(1, 'en:zh-Hant')).toBeVisible()
  await expect(finding).toHaveCount(0)
  await a.page.keyboard.press('Escape')
  await expect(finding).toContainText('300,000')
  await expect(finding).toContainText('3萬')
  await expect(finding.locator('.odd')).toHaveText('繁')
  await expect(a.cell(1, 'en').locator('mark')).toHaveText(/300,000/)
  await expect(a.page.locator('[data-filter=drifting] .count')).toHaveText('1')

  // What was said before goes while it is mended.
  await a.edit(1, 'zh-Hant')
  for (let i = 0; i < 3; i++) await a.page.keyboard.press('ArrowLeft')
  await a.page.keyboard.insertText('0')
  await expect.poll(() => a.text(1, 'zh-Hant')).toBe('聯盟將在兩年內把兵力增加到30萬人。')
  await expect(a.findings(1, 'num.value')).toHaveCount(0)
  await expect(a.page.locator('[data-filter=drifting] .count')).toHaveText('0')
  await a.close()
})

test('what is only possible is counted quietly and shown when asked for', async ({ browser }) => {
  const doc = await server.create('Possible', [['Nobody in the village knew him.', '村里人都认识他。', '']])
  const a = await Bench.open(browser, server, doc, 'A')
  const count = a.page.locator('[data-filter=possible] .count')
  await expect(count).toHaveText('1')
  await expect(a.findings(1, 'sem.negation')).toHaveCount(0)
  await a.page.locator('button.maybe').click()
  await expect(a.findings(1, 'sem.negation')).toContainText('Possible')
  await a.page.locator('button.maybe').click()
  await expect(a.findings(1, 'sem.negation')).toHaveCount(0)
  await a.page.locator('[data-filter=possible]').click()
  await expect(a.findings(1, 'sem.negation')).toHaveCount(1)
  await a.close()
})

test('an edit after confirmation is stale with its diff, and reverting approves again', async ({
  browser,
}) => {
  const doc = await server.create('Stale', units)
  const a = await Bench.open(browser, server, doc, 'A')
  await a.pair(2, 'en:zh-Hans').click()
  await expect(a.pair(2, 'en:zh-Hans')).toHaveAttribute('data-status', 'approved')
  await expect(a.pair(2, 'zh-Hans:zh-Hant')).toHaveAttribute('data-status', 'open')

  await a.edit(2, 'en')
  await a.page.keyboard.type(' All of them voted.')
  await expect(a.pair(2, 'en:zh-Hans')).toHaveAttribute('data-status', 'stale')
  const stale = a.findings(2, 'drift.stale')
  await a.page.keyboard.press('Escape')
  await expect(stale).toHaveCount(1)
  await expect(stale.locator('ins')).toContainText('All of them voted')

  await a.edit(2, 'en')
  for (let i = 0; i < ' All of them voted.'.length; i++) await a.page.keyboard.press('Backspace')
  await expect(a.pair(2, 'en:zh-Hans')).toHaveAttribute('data-status', 'approved')
  await expect(stale).toHaveCount(0)

  // A mark that is clicked says what it is; withdrawing is a second step.
  await a.pair(2, 'en:zh-Hans').click()
  await expect(a.pair(2, 'en:zh-Hans')).toHaveAttribute('data-status', 'approved')
  await a.page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await expect(a.pair(2, 'en:zh-Hans')).toHaveAttribute('data-status', 'open')
  await a.close()
})

test('a finding is reached, fixed and waived without the mouse', async ({ browser }) => {
  const doc = await server.create('Keys', [
    ['He said the ship had left.', '他说船已经离开。', '他说船已經離開。'],
    ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
  ])
  const a = await Bench.open(browser, server, doc, 'Ann')
  await expect(a.findings(1, 'scr.hans_in_hant')).toHaveCount(1)
  await a.page.keyboard.press('F8')
  await expect(a.findings(1, 'scr.hans_in_hant')).toHaveClass(/lit/)
  await a.page.keyboard.press('Alt+KeyF')
  await expect.poll(() => a.text(1, 'zh-Hant')).toBe('他說船已經離開。')
  await expect(a.findings(1, 'scr.hans_in_hant')).toHaveCount(0)

  await a.page.keyboard.press('F8')
  await expect(a.findings(2, 'num.value').first()).toHaveClass(/lit/)
  await a.page.keyboard.press('Alt+KeyW')
  await a.page.keyboard.type('Converted at the time')
  await a.page.keyboard.press('Enter')
  await expect(a.findings(2, 'num.value')).toHaveCount(0)
  await expect(a.unit(2)).toContainText('1 waived')
  await a.close()
})

test('a number is copied over from the two that agree, by key', async ({ browser }) => {
  const doc = await server.create('A number', [
    ['The fleet has 300,000 men.', '舰队有30万人。', '艦隊有3萬人。'],
  ])
  const a = await Bench.open(browser, server, doc, 'Ann')
  await a.page.keyboard.press('F8')
  await expect(a.findings(1, 'num.value')).toContainText('Replace with “30萬”')
  await a.page.keyboard.press('Alt+KeyF')
  await expect.poll(() => a.text(1, 'zh-Hant')).toBe('艦隊有30萬人。')
  await expect(a.findings(1, 'num.value')).toHaveCount(0)
  await a.close()
})

test('one finding is waived and its neighbour of the same check stays', async ({ browser }) => {
  const doc = await server.create('Two numbers', [
    ['It took 300 ships and 40 planes.', '出动了500艘船和70架飞机。', ''],
  ])
  const a = await Bench.open(browser, server, doc, 'Ann')
  await expect(a.findings(1, 'num.value')).toHaveCount(2)
  await a.findings(1, 'num.value').first().hover()
  await a.findings(1, 'num.value').first().getByRole('button', { name: 'Waive' }).click()
  await a.page.keyboard.type('The ships were counted anew')
  await a.page.keyboard.press('Enter')
  await expect(a.findings(1, 'num.value')).toHaveCount(1)
  await expect(a.unit(1)).toContainText('1 waived')
  await a.close()
})

test('what was compared is told by key, in the reader’s language', async ({ browser }) => {
  const doc = await server.create('Compared', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  await a.cell(1, 'en').click()
  await a.page.keyboard.press('Alt+KeyE')
  const dialog = a.page.getByRole('dialog', { name: 'What was compared in unit 1' })
  await expect(dialog).toContainText('300,000 = 30万 = 30萬')
  expect(await dialog.locator('li').count()).toBeLessThanOrEqual(6)
  await a.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await a.close()
})

test('an edit is carried over by key before anything was ever approved', async ({ browser }) => {
  const doc = await server.create('Carried by key', [
    ['NATO wants 300,000 soldiers.', '北约希望有30万名士兵。', '北約盼有30萬名士兵。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.insertText('会谈下周继续。')
  await expect(a.unit(1).locator('.offer')).toContainText('Traditional')
  await a.page.keyboard.press('Alt+KeyO')
  const dialog = a.page.getByRole('dialog', { name: 'Carry the edit over' })
  await expect(dialog.locator('ins')).toHaveText('會談下週繼續。')
  await a.page.keyboard.press('Enter')
  await expect.poll(() => a.text(1, 'zh-Hant')).toBe('北約盼有30萬名士兵。會談下週繼續。')
  await expect(a.unit(1).locator('.offer')).toHaveCount(0)
  await a.close()
})

test('nothing is offered to be carried over once both versions say the same', async ({ browser }) => {
  const doc = await server.create('Equal again', [
    ['NATO wants 300,000 soldiers.', '北约希望有30万名士兵', '北約希望有30萬名士兵。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  const offer = a.unit(1).locator('.offer')
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.insertText('。会谈下周继续。')
  await expect(offer).toContainText('Traditional')
  for (let i = 0; i < 7; i++) await a.page.keyboard.press('Backspace')
  expect(await a.text(1, 'zh-Hans')).toBe('北约希望有30万名士兵。')
  await a.saved()
  await expect(offer).toHaveCount(0)
  await a.page.waitForTimeout(1500)
  await expect(offer).toHaveCount(0)
  await a.close()
})

test('an edit in one Chinese version is carried over to the other, an empty cell is filled', async ({
  browser,
}) => {
  const doc = await server.create('Carried', [
    ['The software is slow.', '软件很慢。', '這套軟體太慢了。'],
    ['It was written in a hurry.', '', '當時寫得很匆忙。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  await a.pair(1, 'zh-Hans:zh-Hant').click()
  await expect(a.pair(1, 'zh-Hans:zh-Hant')).toHaveAttribute('data-status', 'approved')
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.insertText('网络也慢。')
  await a.page.keyboard.press('Escape')
  await a.findings(1, 'drift.stale').getByRole('button', { name: 'Carry over to Traditional' }).click()
  await expect(a.page.getByRole('dialog').locator('ins')).toHaveText('網路也慢。')
  expect(await a.text(1, 'zh-Hant')).toBe('這套軟體太慢了。')
  await a.page.keyboard.press('Enter')
  await expect.poll(() => a.text(1, 'zh-Hant')).toBe('這套軟體太慢了。網路也慢。')

  await a.page.keyboard.press('Alt+KeyU')
  await a.page.keyboard.press('Enter')
  await expect(a.cell(2, 'zh-Hans').locator('.cm-content')).toBeFocused()
  await a.page.keyboard.press('Alt+KeyV')
  await expect(a.page.getByRole('dialog')).toContainText('当时写得很匆忙。')
  await a.page.keyboard.press('Enter')
  await expect.poll(() => a.text(2, 'zh-Hans')).toBe('当时写得很匆忙。')
  await expect(a.findings(2, 'cmp.empty')).toHaveCount(0)
  await a.saved()
  // It says where it comes from until somebody confirms it.
  await expect(a.cell(2, 'zh-Hans')).toContainText('converted from Traditional, revision 0')
  await a.page.keyboard.press('Escape')
  await expect(a.findings(2, 'drift.converted')).toHaveCount(1)
  await a.page.reload()
  await a.ready()
  await expect(a.cell(2, 'zh-Hans')).toContainText('converted from Traditional, revision 0')
  await a.cell(2, 'zh-Hans').click()
  await a.page.keyboard.press('Control+Enter')
  await expect(a.cell(2, 'zh-Hans')).not.toContainText('converted from')
  await expect(a.findings(2, 'drift.converted')).toHaveCount(0)
  await a.close()
})

test('a check is switched off for a document, a term asked for, and both taken back', async ({ browser }) => {
  const doc = await server.create('Settings', [
    ['The harbour cost 500 dollars.', '港口花了500美元。', '港口花了800美元。'],
  ])
  const a = await Bench.open(browser, server, doc, 'A')
  const b = await Bench.open(browser, server, doc, 'B')
  await expect(b.findings(1, 'num.value')).toHaveCount(1)
  await a.page.getByRole('button', { name: 'More', exact: true }).click()
  await a.page.getByRole('menuitem', { name: 'Checks of this document…' }).click()
  await a.page.getByLabel('Number differs').selectOption('off')
  await a.page.getByLabel('Glossary').fill('harbour')
  await a.page.getByRole('button', { name: 'Save' }).click()
  await expect(a.page.getByRole('alert')).toContainText('line 1')
  await a.page.getByLabel('Glossary').fill('harbour = 海港')
  await a.page.getByRole('button', { name: 'Save' }).click()
  await expect(b.findings(1, 'num.value')).toHaveCount(0)
  await expect(b.findings(1, 'term.missing').first()).toBeVisible()
  await a.page.getByRole('button', { name: 'Undo' }).click()
  await expect(b.findings(1, 'num.value')).toHaveCount(1)
  await expect(b.findings(1, 'term.missing')).toHaveCount(0)
  await a.close()
  await b.close()
})
