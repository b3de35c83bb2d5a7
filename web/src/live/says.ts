// What the connection and the saving say, for whoever shows it to find the words.

import type { Said } from '../message'

/** A sentence of the table by its key. */
export function says(key: string, args?: Record<string, string>): Said {
  return { key, args }
}

/** The sentence of a message; its code where it has none. */
export function saidIn(m: Said & { code?: string }): Said {
  return { key: m.key, args: m.args, why: m.why || m.code }
}
