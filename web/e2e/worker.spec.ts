// The worker that keeps the shell of the page: a new build takes the place of the old.

import { expect, test } from '@playwright/test'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from './server'

test('the worker of a new build replaces the old one with all that it kept', async ({ browser }) => {
  const server = await Server.start()
  let build = ''
  let up = true
  // What the server says, but for the name of the build.
  const between = createServer(async (request, response) => {
    if (!up) return void request.socket.destroy()
    const answer = await fetch(server.url + request.url)
    let body = Buffer.from(await answer.arrayBuffer())
    if (request.url === '/worker.js' && build)
      body = Buffer.from(body.toString().replace(/'triptych-[0-9a-f]+'/, `'triptych-${build}'`))
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('Content-Type') ?? '',
      'Cache-Control': answer.headers.get('Cache-Control') ?? '',
    })
    response.end(body)
  }).listen(0, '127.0.0.1')
  await once(between, 'listening')
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const kept = () => page.evaluate(() => caches.keys())
  try {
    await page.goto(`http://127.0.0.1:${(between.address() as AddressInfo).port}/`)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
    const [first, ...more] = await kept()
    expect(first).toMatch(/^triptych-[0-9a-f]{16}$/)
    expect(more).toEqual([])

    build = 'next'
    await page.reload()
    await page.evaluate(() => navigator.serviceWorker.ready.then(r => r.update()).then(() => null))
    await expect.poll(kept).toEqual(['triptych-next'])
    const states = () =>
      page.evaluate(() =>
        navigator.serviceWorker.ready.then(r => [
          r.active?.state,
          r.waiting,
          navigator.serviceWorker.controller?.state,
        ]),
      )
    await expect.poll(states).toEqual(['activated', null, 'activated'])

    // And it is the new one that the page comes from when nobody answers.
    up = false
    between.closeAllConnections()
    await page.reload()
    await expect(page.locator('h1')).toBeVisible()
  } finally {
    await context.close()
    between.closeAllConnections()
    between.close()
    await server.stop()
  }
})
