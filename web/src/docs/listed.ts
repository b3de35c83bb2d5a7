// Which documents of the list are shown, and in which order. Plain functions.

import type { DocSummary } from '../api'

/** The columns that the list can be put in order by. */
export const COLUMNS = [
  'title',
  'units',
  'untranslated',
  'drifting',
  'confirmed',
  'approved',
  'changed',
] as const
export type Column = (typeof COLUMNS)[number]

/** A column, the largest first with `down`. '' leaves the list as it came: what was changed last first. */
export interface Order {
  by: Column | ''
  down: boolean
}

/** As it stands in the address: the name of the column, behind a minus for the largest first. */
export function readOrder(text: string | null): Order {
  const name = text?.replace(/^-/, '') ?? ''
  const by = COLUMNS.find(c => c === name) ?? ''
  return { by, down: !!by && text!.startsWith('-') }
}

export const writeOrder = ({ by, down }: Order) => (by && down ? `-${by}` : by)

/** What a click on a column's head does: titles from the first letter, numbers from the largest, then the
 *  other way round, then as the list came. */
export function next(order: Order, by: Column): Order {
  const down = by !== 'title'
  if (order.by !== by) return { by, down }
  return order.down === down ? { by, down: !down } : { by: '', down: false }
}

/** Case, width and accents aside. */
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Asks for the documents that are in no project. */
export const OUTSIDE = 'none'

/** The documents of a project; '' = all. */
export function inProject(docs: readonly DocSummary[], project: string): readonly DocSummary[] {
  if (!project) return docs
  return docs.filter(d => (project === OUTSIDE ? !d.project : d.project === project))
}

/** Documents in whose titles every word of the query stands. */
export function matching(docs: readonly DocSummary[], query: string): DocSummary[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  return docs.filter(d => words.every(w => folded(d.title).includes(w)))
}

/** What of a document somebody confirmed, and what somebody approved: from 0 to 1. */
export const shares = {
  confirmed: (d: DocSummary) => (d.words ? d.confirmed / d.words : 0),
  approved: (d: DocSummary) => (d.pairs ? d.approved / d.pairs : 0),
}

export function sorted(docs: readonly DocSummary[], { by, down }: Order, language: string): DocSummary[] {
  if (!by) return [...docs]
  const titles = new Intl.Collator(language, { numeric: true })
  const compare = (a: DocSummary, b: DocSummary) => {
    if (by === 'title') return titles.compare(a.title, b.title)
    if (by === 'approved' || by === 'confirmed') return shares[by](a) - shares[by](b)
    return a[by] - b[by]
  }
  return docs.toSorted((a, b) => (down ? compare(b, a) : compare(a, b)))
}
