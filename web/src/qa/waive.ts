// Waiving several findings with one reason: each document is opened for as long
// as that takes.

import { open } from '../live/session'
import type { Session } from '../live/types'
import type { Entry } from './list'

const PATIENCE = 20_000

function ready(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(session.overview.why)), PATIENCE)
    const look = () => {
      const { link, loaded, why } = session.overview
      if (link === 'refused') reject(new Error(why))
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
): Promise<{ done: number; why: string }> {
  let done = 0
  let why = ''
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
      why ||= (e as Error).message
    }
    session.close()
  }
  return { done, why }
}
