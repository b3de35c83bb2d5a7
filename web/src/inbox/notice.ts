// A notice: what concerns a person, and where it is to be seen.

import type { Named, Version } from '../message'

export interface Notice {
  id: string
  at: number
  kind: 'mention' | 'reply' | 'rework'
  who: Named
  doc: string
  title: string
  unit: string
  thread?: string
  /** rework: of the cell */
  version?: Version
  text: string
  /** when it was read; none = it was not */
  seen?: number
}

export function addressOf(n: Notice): string {
  const thread = n.thread ? `?thread=${encodeURIComponent(n.thread)}` : ''
  return `/d/${n.doc}${thread}#u=${n.unit}`
}
