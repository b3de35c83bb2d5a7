// Why the server did not take something, said to who asked for it.

import { say } from '../lang/table'
import type { Answer } from '../live/types'
import { toast } from '../ui/toasts.svelte'
import { words } from '../words.svelte'

/** Says why something was refused; whether it was. */
export function refused(answer: Answer): answer is Answer & { ok: false } {
  if (!answer.ok) toast(words().bench.refusedBecause(say(answer.why, words())), { bad: true })
  return !answer.ok
}
