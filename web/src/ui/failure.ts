// A failed request as one sentence in the reader's language.

import { Failure } from '../http'
import type { Words } from '../lang'
import { reply } from '../lang/replies'

export function sentence(e: unknown, t: Words): string {
  if (!(e instanceof Failure)) return e instanceof Error ? e.message : String(e)
  if (e.code === 'offline') return t.errors.offline
  if (!e.message) return t.errors.http(e.status)
  const about = e.version ? `${t.versions[e.version]}: ` : ''
  return (
    about +
    [e.message, e.remedy]
      .filter(Boolean)
      .map(s => reply(s, t))
      .join(' ')
  )
}
