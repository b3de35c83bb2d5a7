// What an editor says of texts: approving with a reason, sending back, and many at once.

import { getJSON } from '../http'
import type { Answer } from '../live/types'
import type { PairName, Version } from '../message'
import { toast } from '../ui/toasts.svelte'
import { moment, phrase, words } from '../words.svelte'
import type { Bench } from './bench.svelte'
import { WHYS, type Item, type Plan, type Why } from './bulk'
import { refused } from './refused'

/** How long a step that set much can be taken back from its message, in ms. */
const LONG = 30_000
/** What one message may hold. */
const MOST = 250

/** Who approved a pair, when, and why where that had to be said. */
interface Mark {
  by: string
  at: number
  reason?: string
  carried?: boolean
}
type Marks = Partial<Record<PairName, Mark>>

/** Who approved a pair, when and why, in a sentence. */
export async function approvedBy(doc: string, unit: string, pair: PairName): Promise<string> {
  const path = `/api/documents/${doc}/marks?unit=${unit}`
  const marks = await getJSON<Marks>(path).catch((): Marks => ({}))
  const mark = marks[pair]
  if (!mark) return `${words().bench.pairStates.approved}.`
  const { by, at, reason = '' } = mark
  const said = phrase(reason ? 'page.mark.reason' : 'page.mark', { by, at: moment(at), reason })
  return mark.carried ? `${said} ${phrase('page.mark.carried')}` : said
}

const LEFT: Record<Why, string> = {
  empty: 'page.bulk.left.empty',
  error: 'page.bulk.left.error',
  converted: 'page.bulk.left.converted',
  finding: 'page.bulk.left.finding',
}

/** What is left out, in words; '' when nothing is. */
export function leftOut(skipped: Plan['skipped']): string {
  const parts = WHYS.filter(w => skipped[w]).map(w => phrase(LEFT[w], { n: String(skipped[w]) }))
  return parts.length
    ? phrase('page.bulk.left', { list: parts.join(words().lang === 'en' ? ', ' : '，') })
    : ''
}

async function each(
  items: readonly Item[],
  send: (part: readonly Item[]) => Promise<Answer>,
): Promise<Answer> {
  let last: Answer = { ok: true }
  for (let i = 0; i < items.length && last.ok; i += MOST) last = await send(items.slice(i, i + MOST))
  return last
}

/** Says what was done and what was left out, and offers to take it back. */
function tell(done: string, { skipped }: Plan, undo: () => Promise<void>) {
  toast([done, leftOut(skipped)].filter(Boolean).join(' '), {
    action: { label: words().undo, run: undo },
    ms: LONG,
  })
}

/** Approves what was planned, says what was left out, and offers to take all of it back. */
export async function approveMany(bench: Bench, plan: Plan, reason = '') {
  const { session } = bench
  const seen = plan.items.map(i => ({ ...i, hashes: session.hashes(i.unit, i.pair!) }))
  if (refused(await each(seen, part => session.many({ what: 'approve', reason, many: part.map(asked) }))))
    return
  const undo = async () => {
    refused(await each(seen, part => session.many({ what: 'withdraw', many: part.map(asked) })))
  }
  tell(phrase('page.bulk.approved', { n: String(plan.items.length), units: String(plan.units) }), plan, undo)
}

const asked = ({ unit, pair, hashes }: Item & { hashes?: string[] }) => ({ unit, pair, hashes })

/** Confirms the cells that were planned; taking it back gives each the state that it had. */
export async function confirmMany(bench: Bench, version: Version, plan: Plan) {
  const { session } = bench
  const set = (val: 'done' | 'draft' | 'imported', items: readonly Item[]) =>
    each(items, part =>
      session.many({ what: 'state', side: version, val, many: part.map(i => ({ unit: i.unit })) }),
    )
  if (refused(await set('done', plan.items))) return
  const undo = async () => {
    const was = (...states: string[]) => plan.items.filter(i => states.includes(i.was ?? ''))
    if (refused(await set('imported', was('imported'))) || refused(await set('draft', was('draft')))) return
    for (const { unit, was: state, made } of was('converted', 'rework'))
      if (refused(await session.setState(unit, version, state!, made, made))) return
  }
  tell(phrase('page.bulk.confirmed', { n: String(plan.items.length), version }), plan, undo)
}
