// People with accounts, as they come in.

import { execFileSync } from 'node:child_process'
import { expect, type Browser, type Page } from '@playwright/test'
import { BINARY, type Server } from './server'

export const PASSWORD = 'seven lanterns over Keelung'

/** An account with a role for all documents, made beside the server. */
export function account(server: Server, name: string, role: string, ...more: string[]) {
  const args = [
    'user',
    'add',
    '--db',
    server.database,
    '--name',
    name,
    '--email',
    address(name),
    '--role',
    role,
  ]
  execFileSync(BINARY, [...args, ...more], { input: `${PASSWORD}\n` })
}
export const address = (name: string) => `${name.toLowerCase()}@example.org`

export async function person(browser: Browser, locale = 'en-GB'): Promise<Page> {
  return (await browser.newContext({ locale, reducedMotion: 'reduce' })).newPage()
}

/** Opens a page of a server, signs in there and goes on to it. */
export async function signIn(page: Page, url: string, name: string, path = '/') {
  await page.goto(url + path)
  await expect(page).toHaveURL(/\/sign-in/)
  await page.locator('input[autocomplete^=username]').fill(address(name))
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
  await page.locator('form button.primary').click()
  await expect(page).not.toHaveURL(/\/sign-in/)
}
