// What is done to many findings at once: each document is opened for as long as
// that takes.

import { open } from '../live/session'
import type { Answer, Session } from '../live/types'
import type { Said } from '../message'
import { says } from '../live/says'
import { stretches, utf16, type Stretch } from '../workbench/spans'
import { cellTexts } from '../workbench/state'
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

/** What was done, and why the first of the others was not. */
export interface Outcome {
  done: Entry[]
  why: Said | null
}

async function each(
  list: readonly Entry[],
  name: string,
  act: (session: Session, e: Entry) => Promise<Answer>,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], why: null }
  for (const doc of new Set(list.map(e => e.doc.id))) {
    const session = open({ doc, name })
    try {
      await ready(session)
      for (const e of list.filter(e => e.doc.id === doc)) {
        const answer = await act(session, e)
        if (answer.ok) outcome.done.push(e)
        else outcome.why ||= answer.why
      }
    } catch (e) {
      outcome.why ||= e instanceof Refused ? e.why : { why: String(e) }
    }
    session.close()
  }
  return outcome
}

const named = (e: Entry) => ({ ...e.finding, unit: e.unit })

export const waiveAll = (list: readonly Entry[], reason: string, name: string) =>
  each(list, name, (session, e) => session.waive(named(e), reason))

export const raiseAll = (list: readonly Entry[], name: string) =>
  each(list, name, (session, e) => session.unwaive(named(e)))

/** Applies the repairs that findings offer, each where the text still stands as the check saw it. */
export const fixAll = (list: readonly Entry[], name: string) => each(list, name, fix)

async function fix(session: Session, { unit: id, finding, texts }: Entry): Promise<Answer> {
  const unit = session.unit(id)
  if (!finding.fix || !unit) return no('page.no.fix')
  const { version, span, text } = finding.fix
  const now = cellTexts(session, unit, version)
  if (now.join('\n') !== texts[version]) return no('page.qa.moved')
  const found = place(now, span)
  if (!found) return no('page.no.fix')
  session.edit(unit.cells[version].segs[found.seg], found.from, found.to, text)
  return (await session.saved(id)) ?? { ok: true }
}

const no = (key: string): Answer => ({ ok: false, code: 'conflict', why: says(key) })

/** Where a span of runes stands in the segments of a cell, also one that holds nothing. */
function place(texts: readonly string[], span: readonly [number, number]): Stretch | undefined {
  if (span[0] < span[1]) {
    const found = stretches(texts, span)
    return found.length === 1 ? found[0] : undefined
  }
  let at = utf16(texts.join('\n'), span[0])
  for (const [seg, text] of texts.entries()) {
    if (at <= text.length) return { seg, from: at, to: at }
    at -= text.length + 1
  }
  return undefined
}

/** What takes the repair of an entry back, as a repair of the text that it led to. */
export function unfixed(e: Entry): Entry {
  const fix = e.finding.fix!
  const old = [...(e.texts[fix.version] ?? '')]
  const [from, to] = fix.span
  const text = old.slice(from, to).join('')
  const mended = [...old.slice(0, from), fix.text, ...old.slice(to)].join('')
  const span: [number, number] = [from, from + [...fix.text].length]
  return {
    ...e,
    texts: { ...e.texts, [fix.version]: mended },
    finding: { ...e.finding, fix: { version: fix.version, span, text } },
  }
}
