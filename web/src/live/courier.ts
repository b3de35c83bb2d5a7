// Sends what dead tabs left behind: each in its own name, over a connection of its
// own, so that a change the server already has is known for what it is.

import type { Options, Pending, Session, Unsaved } from './types'
import { nothingKept, readKept } from './kept'

/** Texts that were refused, or could not be sent, come back to be put in the box. */
export async function deliver(
  options: Options & { storage: Pending },
  owner: string,
  open: (options: Options) => Session,
  refused: (text: Unsaved) => void,
): Promise<void> {
  for (const left of (await options.storage.left?.(options.doc, owner)) ?? []) {
    const kept = readKept(await left.storage.load(options.doc, owner))
    if (kept && !nothingKept(kept)) {
      let texts: readonly Unsaved[] = kept.refused
      if (kept.segs.length || kept.outbox.length) {
        const session = open({ ...options, storage: left.storage })
        const sent = await delivered(session)
        texts = session.overview.refused
        session.close()
        if (!sent) {
          left.release()
          continue
        }
      }
      texts.forEach(refused)
    }
    await left.storage.save(options.doc, owner, null)
    left.release()
  }
}

/** True once everything was answered, false when the connection is refused. */
function delivered(session: Session): Promise<boolean> {
  return new Promise(resolve => {
    const look = () => {
      const { link, unsaved } = session.overview
      if (link === 'refused') resolve(false)
      else if (link === 'live' && unsaved === 0) resolve(true)
    }
    session.onOverview(look)
    look()
  })
}
