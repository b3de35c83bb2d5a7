// A failed request as one sentence in the reader's language.

import { Failure } from '../http'
import type { Words } from '../lang/en'
import { say } from '../lang/table'

export function sentence(e: unknown, t: Words): string {
  if (!(e instanceof Failure)) return e instanceof Error ? e.message : String(e)
  if (e.code === 'offline') return t.errors.offline
  if (!e.error?.message) return t.errors.http(e.status)
  const { version, key, remedyKey, args, message, remedy } = e.error
  const about = version ? `${t.versions[version]}: ` : ''
  const parts = [say({ key, args, why: message }, t), say({ key: remedyKey, args, why: remedy }, t)]
  return about + parts.filter(Boolean).join(' ')
}
