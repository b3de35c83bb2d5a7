// Signing out: the session ends, and what this browser kept of the texts goes too.

import { request } from '../http'
import { sentence } from '../ui/failure'
import { toast } from '../ui/toasts.svelte'
import { words } from '../words.svelte'

/** Goes where somebody signs in, and leaves nothing in the page that it knew of who was here. */
export function leave(path: string) {
  location.assign(path)
}

export async function signOut() {
  try {
    await request('/api/session', { method: 'DELETE' })
  } catch (e) {
    return toast(sentence(e, words()), { bad: true })
  }
  leave('/sign-in')
}
