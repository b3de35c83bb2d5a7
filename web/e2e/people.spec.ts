// Accounts: the first one, invitations, roles, sessions; what somebody may not do is not offered.

import { expect, test, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { Bench } from './bench'
import { violations } from './axe'
import { account as add, address, PASSWORD, person, signIn as enter } from './house'
import { BINARY, Server } from './server'

// One after the other: what one makes the next needs.
test.describe.configure({ mode: 'serial' })
let server: Server
test.beforeAll(async () => void (server = await Server.start('--demo')))
test.afterAll(() => server.stop())

const account = (name: string, role: string, ...more: string[]) => add(server, name, role, ...more)
const signIn = (page: Page, name: string, path = '/') => enter(page, server.url, name, path)

async function clean(page: Page, what: string) {
  await page.waitForTimeout(300)
  expect(await violations(page), what).toEqual([])
}

test('alone nobody signs in; the first account changes that', async ({ browser }) => {
  const page = await person(browser)
  await page.goto(server.url)
  await expect(page.locator('tbody th a').first()).toBeVisible()
  await page.getByRole('link', { name: 'People' }).click()
  await clean(page, 'alone')
  await page.getByLabel('Name', { exact: true }).fill('Ada')
  await page.getByLabel('E-mail address').fill(address('Ada'))
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page).toHaveURL(/people/)
  await page.getByLabel('Password').fill('aaaaaaaaaaaaaaaa')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.getByRole('alert')).toContainText('guessed')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.locator('tbody')).toContainText('Administrator, all documents')
  await clean(page, 'people')

  const other = await person(browser)
  await other.goto(server.url)
  await expect(other).toHaveURL(/\/sign-in/)
  await clean(other, 'sign in')
  await other.getByLabel('E-mail address').fill(address('Ada'))
  await other.getByLabel('Password').fill('not the password')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByRole('alert')).toContainText('do not belong together')
})

test('an invited translator changes one version, and is offered nothing else', async ({ browser }) => {
  const doc = await server.create(
    'Ferries',
    [['The ferry leaves.', '渡轮离港。', '渡輪離港。']],
    await server.as(address('Ada'), PASSWORD),
  )
  const ada = await person(browser)
  await signIn(ada, 'Ada', '/people')
  await ada.getByRole('button', { name: 'Invite somebody' }).click()
  await ada.getByLabel('For whom').fill(address('Mei'))
  await ada.getByLabel('Where').selectOption({ label: 'Ferries' })
  await ada.getByRole('checkbox', { name: '繁體中文' }).check()
  await clean(ada, 'invite')
  await ada.getByRole('button', { name: 'Make the link' }).click()
  const link = await ada.getByLabel('Send this link').inputValue()
  await ada.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(ada.getByText('mei@example.org')).toBeVisible()

  const mei = await person(browser, 'zh-TW')
  await mei.goto(link)
  await expect(mei.getByRole('heading', { name: '你受到邀請' })).toBeVisible()
  await expect(mei.getByText('Ferries')).toBeVisible()
  await clean(mei, 'invited')
  await mei.getByLabel('名稱').fill('美')
  await mei.getByLabel('密碼').fill(PASSWORD)
  await mei.getByRole('button', { name: '建立我的帳號' }).click()
  await expect(mei).toHaveURL(new RegExp(`/d/${doc}`))
  const bench = new Bench(mei)
  await bench.ready()
  await bench.edit(1, 'zh-Hant')
  await mei.keyboard.type('今天')
  const as = await server.as(address('Ada'), PASSWORD)
  await expect.poll(() => server.export(doc, as)).toContain('今天')
  await bench.edit(1, 'zh-Hans')
  await mei.keyboard.type('今天')
  await expect(bench.cell(1, 'zh-Hans')).not.toContainText('今天')
  await expect(mei.locator('[data-pair]').first()).toBeDisabled()

  await mei.goto(server.url)
  await expect(mei.locator('tbody tr')).toHaveCount(1) // the demo is not theirs
  await expect(mei.getByRole('link', { name: '匯入文件' })).toHaveCount(0)
  await expect(mei.getByRole('link', { name: '人員' })).toHaveCount(0)
  await mei.goto(link)
  await expect(mei.getByRole('alert')).toBeVisible() // it works once
})

test('a role lowered while typing is told, and the text is kept', async ({ browser }) => {
  const doc = await server.create(
    'Trains',
    [['A train.', '火车。', '火車。']],
    await server.as(address('Ada'), PASSWORD),
  )
  account('Bo', 'editor')
  const bo = await person(browser)
  await signIn(bo, 'Bo', `/d/${doc}`)
  const bench = new Bench(bo)
  await bench.ready()
  await bench.edit(1, 'en')
  await bo.keyboard.type('x')
  await expect(bo.locator('[data-pair]').first()).toBeEnabled()
  execFileSync(BINARY, [
    'user',
    'role',
    '--db',
    server.database,
    '--email',
    address('Bo'),
    '--role',
    'viewer',
  ])
  await expect(bo.locator('[data-pair]').first()).toBeDisabled()
  await bo.keyboard.type('not mine')
  await expect(bench.cell(1, 'en')).not.toContainText('not mine')
  await expect(bench.cell(1, 'en')).toContainText('x')
  execFileSync(BINARY, ['user', 'off', '--db', server.database, '--email', address('Bo')])
  await expect(bo.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
  await clean(bo, 'signed out')
  await bo.getByRole('button', { name: 'Sign in' }).click()
  await expect(bo).toHaveURL(/\/sign-in\?next=/)
})

test('somebody sees where they are signed in, and ends it', async ({ browser }) => {
  account('Chen', 'viewer')
  const [here, there] = [await person(browser), await person(browser)]
  await signIn(here, 'Chen', '/me')
  await signIn(there, 'Chen', '/me')
  await here.reload()
  await expect(here.getByText('Chrome').first()).toBeVisible()
  await clean(here, 'me')
  await here.getByRole('button', { name: 'New token' }).click()
  await here.getByLabel('What it is for').fill('nightly export')
  await here.getByRole('button', { name: 'Make the token' }).click()
  const token = await here.getByLabel('Copy it now').inputValue()
  const listed = await fetch(`${server.url}/api/documents`, { headers: { Authorization: `Bearer ${token}` } })
  expect(listed.status).toBe(200)
  await here.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await there.goto(server.url)
  await expect(there).toHaveURL(/\/sign-in/)
  await here.getByLabel('Time zone').selectOption('Asia/Taipei')
  await here.getByRole('button', { name: 'Save' }).click()
  await here.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(here).toHaveURL(/\/sign-in/)
  await here.goto(`${server.url}/record`)
  await expect(here).toHaveURL(/\/sign-in/)
})

test('the record tells who did what', async ({ browser }) => {
  const ada = await person(browser)
  await signIn(ada, 'Ada', '/record')
  await expect(ada.getByText('Sign-in refused').first()).toBeVisible()
  await expect(ada.getByText('Invitation made').first()).toBeVisible()
  await expect(ada.getByText('Kept from signing in').first()).toBeVisible()
  await clean(ada, 'record')
  await ada.goto(`${server.url}/people`)
  await expect(ada.locator('tbody tr')).toHaveCount(4)
  await ada.getByRole('button', { name: /Take away from Ada/ }).click()
  await expect(ada.getByText('must be left')).toBeVisible()
})
