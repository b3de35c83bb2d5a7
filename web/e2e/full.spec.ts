// A full disk under the server. The small file system that is filled can be mounted by root alone.

import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Bench } from './bench'
import { Server } from './server'

/** Starts a server whose database lies in a folder. */
async function startIn(folder: string): Promise<Server> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    return await Server.start()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** Takes all the room that is left. */
async function fill(file: string) {
  await writeFile(file, new Uint8Array(64 << 20)).catch(() => {})
}

test('a full disk is told with what waits, until there is room again', async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'triptych-full-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).status === 0
  let server: Server | null = null
  try {
    test.skip(!mounted, 'no small file system can be mounted')
    server = await startIn(folder)
    const doc = await server.create('Full', [['Shore power is ready.', '岸电已经就绪。', '岸電已經就緒。']])
    const a = await Bench.open(browser, server, doc, 'A')
    const alert = a.page.locator('[data-stuck]')
    const saving = a.page.locator('[data-status=saving]')
    await a.edit(1, 'en')
    await fill(join(folder, 'ballast'))
    // The log has some room left in it; sooner or later there is none.
    for (let n = 0; n < 400 && !(await alert.count()); n++) {
      await a.page.keyboard.insertText('x'.repeat(2000))
      await a.page.waitForTimeout(120)
      if (n % 40 === 39) await a.page.keyboard.press('ControlOrMeta+z')
    }
    await expect(alert).toContainText('there is no room on the disk of the database')
    await expect(alert).toContainText('1 edit waiting since')
    await expect(saving).toHaveText('1 edit not saved')
    await a.page.keyboard.insertText(' Kept.')
    await expect(alert).toContainText('1 edit waiting since')

    await rm(join(folder, 'ballast'))
    await expect(alert).toHaveCount(0)
    await a.saved()
    expect(await server.export(doc)).toContain(' Kept.')
    await a.close()
  } finally {
    await server?.stop()
    if (mounted) spawnSync('umount', ['--lazy', folder])
    await rmdir(folder)
  }
})
