// Files taken away. The browser would save whatever answers to a link, a refusal too; here a
// refusal is told in a sentence, and what takes long says so and can be called off.

import { Failure, request } from '../http'
import { percent, phrase, words } from '../words.svelte'
import { sentence } from './failure'
import { watchJobs } from './jobs'
import { dismiss, toast, toasts } from './toasts.svelte'

/** How long nothing is said of a file that is on its way, in ms. */
const SOON = 600

/** Saves what an address of the interface answers with, under the name that it gives or else this one. */
export async function save(address: string, name = '') {
  const ending = new AbortController()
  let stop = () => {}
  const slow = setTimeout(() => {
    const id = toast(phrase('page.saving'), {
      ms: 3_600_000,
      action: { label: words().cancel, run: () => ending.abort() },
    })
    const end = watchJobs(700, jobs => {
      const job = jobs.find(j => j.mine && j.kind === 'export')
      const shown = toasts.find(t => t.id === id)
      if (shown && job) shown.text = `${phrase('page.saving')} ${percent(job.done)}`
    })
    stop = () => {
      end()
      dismiss(id)
    }
  }, SOON)
  try {
    const answer = await request(address, { signal: ending.signal })
    const given = fileName(answer.headers.get('Content-Disposition') ?? '')
    offer(await answer.blob(), given || name)
    stop()
  } catch (e) {
    stop()
    if (ending.signal.aborted) return
    // What is gone or not allowed does not come by asking again.
    const again = e instanceof Failure && (!e.status || e.status === 429 || e.status >= 500)
    toast(sentence(e, words()), {
      bad: true,
      action: again ? { label: words().retry, run: () => void save(address, name) } : undefined,
    })
  } finally {
    clearTimeout(slow)
  }
}

/** Has the browser save a file. */
export function offer(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // Not at once: some browsers begin to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The name in a Content-Disposition (RFC 6266), "" where there is none. */
export function fileName(disposition: string): string {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  const plain = /filename="([^"]*)"/i.exec(disposition)?.[1] ?? ''
  try {
    return full ? decodeURIComponent(full) : plain
  } catch {
    return plain
  }
}
