// A finding that somebody disagrees with for good, from the finding itself.

import { expect, test } from '@playwright/test'
import { violations } from './axe'
import { Bench } from './bench'
import { Server } from './server'

let server: Server

test.beforeAll(async () => void (server = await Server.start()))
test.afterAll(() => server.stop())

const units: [string, string, string][] = [
  ['It cost 500 dollars.', '它花了500美元。', '它花了800美元。'],
  ['It cost 300 dollars.', '它花了300美元。', '它花了700美元。'],
]

test('a check is silent at a word, here, and in all documents, and each is taken back', async ({
  browser,
}) => {
  const doc = await server.create('Disagreed', units)
  const other = await server.create('Another', units)
  const a = await Bench.open(browser, server, doc, 'Ann')
  const b = await Bench.open(browser, server, other, 'Bea')
  await expect(a.findings(1, 'num.value')).toHaveCount(1)
  const dialog = a.page.getByRole('dialog', { name: 'Waive this finding' })
  const waive = async (n: number, choice: RegExp) => {
    await a.findings(n, 'num.value').hover()
    await a.findings(n, 'num.value').getByRole('button', { name: 'Waive' }).click()
    await dialog.getByRole('radio', { name: choice }).check()
  }

  // At a word, in this document.
  await waive(1, /about this word/)
  expect(await violations(a.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Waive this finding' }).click()
  await expect(a.findings(1, 'num.value')).toHaveCount(0)
  await expect(a.findings(2, 'num.value')).toHaveCount(1)
  await expect(b.findings(1, 'num.value')).toHaveCount(1)
  await a.page.getByRole('button', { name: 'More', exact: true }).click()
  await a.page.getByRole('menuitem', { name: 'Checks of this document…' }).click()
  const words = a.page.getByRole('group', { name: 'Words that a check leaves alone' })
  await expect(words.getByRole('listitem')).toHaveCount(1)
  await words.getByRole('button').click()
  await a.page.getByRole('button', { name: 'Save' }).click()
  await expect(a.findings(1, 'num.value')).toHaveCount(1)

  // Here, whatever is written.
  await waive(1, /in this unit/)
  await dialog.getByLabel('Reason').fill('Told in the note')
  await a.page.keyboard.press('Enter')
  await expect(a.findings(1, 'num.value')).toHaveCount(0)
  await a.edit(1, 'zh-Hans')
  await a.page.keyboard.insertText('又是900。')
  await a.saved()
  await a.page.keyboard.press('Escape')
  await expect(a.unit(1)).toContainText('waived')
  await expect(a.findings(1, 'num.value')).toHaveCount(0)

  // Never again, in all documents; taken back at once.
  await waive(2, /altogether/)
  await dialog.getByRole('combobox', { name: /^Where/ }).selectOption('In all documents')
  await dialog.getByRole('button', { name: 'Waive this finding' }).click()
  await expect(a.findings(2, 'num.value')).toHaveCount(0)
  await expect(b.findings(1, 'num.value')).toHaveCount(0)
  await a.page.getByRole('button', { name: 'Undo' }).click()
  await expect(a.findings(2, 'num.value')).toHaveCount(1)
  await expect(b.findings(1, 'num.value')).toHaveCount(1)
  await a.close()
  await b.close()
})
