// Signing out: the session ends, and what this browser kept of the texts goes too.

import { request } from '../http'
import { router } from '../route.svelte'
import { sentence } from '../ui/failure'
import { toast } from '../ui/toasts.svelte'
import { words } from '../words.svelte'
import { session } from './session.svelte'

export async function signOut() {
  try {
    await request('/api/session', { method: 'DELETE' })
  } catch (e) {
    return toast(sentence(e, words()), { bad: true })
  }
  await session.load()
  router.go('/sign-in')
}
