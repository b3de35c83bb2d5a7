// Passkeys, with the authenticator that Chromium has for tests: added, used in both ways,
// asked for again, renamed and removed, in English and in Traditional Chinese.

import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { violations } from './axe'
import { account, address, PASSWORD, person } from './house'
import { BINARY, Server } from './server'

test.describe.configure({ mode: 'serial' })
let server: Server
let url: string
test.beforeAll(async () => {
  server = await Server.start()
  url = server.url.replace('127.0.0.1', 'localhost') // passkeys are for names
  account(server, 'Ada', 'admin')
  account(server, 'Mei', 'translator')
})
test.afterAll(() => server.stop())

/** Gives a page an authenticator that verifies its person without being asked. */
async function authenticator(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}
const hold = ({ cdp, id }: { cdp: CDPSession; id: string }, enabled: boolean) =>
  cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled })

async function clean(page: Page, what: string) {
  await page.waitForTimeout(300)
  expect(await violations(page), what).toEqual([])
}

async function withPassword(page: Page, name: string) {
  await page.goto(`${url}/me`)
  await page.locator('input[autocomplete^=username]').fill(address(name))
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
  await page.locator('form button.primary').click()
  await expect(page).toHaveURL(/\/me$/)
}

test('a passkey is added, and signs in without a password', async ({ browser }) => {
  const ada = await person(browser)
  const held = await authenticator(ada)
  await withPassword(ada, 'Ada')
  await ada.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(ada.getByText('The passkey is added')).toBeVisible()
  const row = ada.getByRole('listitem').filter({ hasText: 'not used yet' })
  await expect(row).toContainText('Chrome')
  await row.getByRole('button', { name: /^Rename/ }).click()
  await ada.getByRole('dialog').getByLabel('Name').fill('Work laptop')
  await clean(ada, 'rename')
  await ada.getByRole('button', { name: 'Save' }).last().click()
  await expect(ada.getByText('Work laptop', { exact: true })).toBeVisible()
  await clean(ada, 'account')
  await ada.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(ada.getByText('this passkey is here already')).toBeVisible()

  await hold(held, false) // so that the field does not sign in before anybody chooses to
  await ada.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(ada).toHaveURL(/\/sign-in/)
  await clean(ada, 'sign in')
  await hold(held, true)
  await ada.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(ada).not.toHaveURL(/\/sign-in/)
  await ada.goto(`${url}/me`)
  await expect(ada.getByText(/^used/)).toBeVisible()

  // In the field it is offered by itself; the authenticator here takes the offer at once.
  await ada.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(ada).toHaveURL(/^[^?]*localhost:\d+\/$/)
  await ada.goto(`${url}/record`)
  await expect(ada.getByText('with a passkey').first()).toBeVisible()
  await expect(ada.getByText('Passkey added').first()).toBeVisible()
})

test('通行密鑰：要求確認身分，移除時保留一種登入方式', async ({ browser }) => {
  const mei = await person(browser, 'zh-TW')
  await authenticator(mei)
  await withPassword(mei, 'Mei')
  await clean(mei, '帳號')
  // A restart has forgotten that she has just shown who she is.
  await server.end()
  await server.run()
  await mei.reload()
  await mei.getByRole('button', { name: '新增通行密鑰' }).click()
  await expect(mei.getByRole('dialog', { name: '確認身分' })).toBeVisible()
  await clean(mei, '確認身分')
  await mei.getByRole('dialog').getByLabel('密碼').fill('not the password')
  await mei.getByRole('button', { name: '繼續' }).click()
  await expect(mei.getByRole('alert')).toContainText('密碼')
  await mei.getByRole('dialog').getByLabel('密碼').fill(PASSWORD)
  await mei.getByRole('button', { name: '繼續' }).click()
  await expect(mei.getByText('已新增通行密鑰')).toBeVisible()

  await server.end()
  await server.run()
  await mei.reload()
  await mei.getByRole('button', { name: /^移除 / }).click()
  await clean(mei, '移除')
  await mei.getByRole('dialog').getByRole('button', { name: '移除' }).click()
  await mei.getByRole('button', { name: '使用通行密鑰' }).click()
  await expect(mei.getByText('已移除通行密鑰')).toBeVisible()
  await expect(mei.getByText('你還沒有通行密鑰')).toBeVisible()
})

test('who runs the server lists passkeys and takes them away', async ({ browser }) => {
  const user = (...more: string[]) =>
    execFileSync(BINARY, ['user', 'passkeys', '--db', server.database, '--email', address('Ada'), ...more], {
      encoding: 'utf8',
    })
  expect(user()).toContain('Work laptop\tfor localhost')
  expect(user('--remove', 'all')).toContain('signed out everywhere')
  expect(user()).toBe('')
  const ada = await person(browser)
  await authenticator(ada)
  await ada.goto(`${url}/sign-in`)
  await ada.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(ada.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  await ada.goto(`${server.url}/sign-in`) // a bare address has none
  await expect(ada.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(ada.getByRole('button', { name: 'Sign in with a passkey' })).toHaveCount(0)
})
