// A failed request as one sentence in the reader's language.

import { Failure } from '../http'
import type { Words } from '../lang/en'
import { tell } from '../lang/table'

export function sentence(e: unknown, t: Words): string {
  if (!(e instanceof Failure)) return e instanceof Error ? e.message : String(e)
  if (e.code === 'offline') return t.errors.offline
  if (!e.error?.message) return t.errors.http(e.status)
  const { version, message, ...told } = e.error
  return (version ? `${t.versions[version]}: ` : '') + tell({ ...told, why: message }, t)
}
