// Waiving several findings with one reason: each document is opened for as long
// as that takes.

import { open } from '../live/session'
import type { Session } from '../live/types'
import type { Said } from '../message'
import type { Entry } from './list'

const PATIENCE = 20_000

/** The document could not be opened. */
class Refused extends Error {
  constructor(readonly why: Said | null) {
    super(why?.why)
  }
}

function ready(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Refused(session.overview.why)), PATIENCE)
    const look = () => {
      const { link, loaded, why } = session.overview
      if (link === 'refused') reject(new Refused(why))
      else if (link !== 'live' || loaded < 1) return
      else resolve()
      clearTimeout(timer)
      stop()
    }
    const stop = session.onOverview(look)
    look()
  })
}

/** How many were waived, and why the first of the others was not. */
export async function waiveAll(
  list: readonly Entry[],
  reason: string,
  name: string,
): Promise<{ done: number; why: Said | null }> {
  let done = 0
  let why: Said | null = null
  for (const doc of new Set(list.map(e => e.doc.id))) {
    const session = open({ doc, name })
    try {
      await ready(session)
      for (const e of list.filter(e => e.doc.id === doc)) {
        const answer = await session.waive({ ...e.finding, unit: e.unit }, reason)
        if (answer.ok) done++
        else why ||= answer.why
      }
    } catch (e) {
      why ||= e instanceof Refused ? e.why : { why: String(e) }
    }
    session.close()
  }
  return { done, why }
}
