// Findings over one or all documents, as one list. Plain functions.

import type { DocSummary, Mended, UnitFindings } from '../api'
import { type Finding, type PairName, type Severity, type Version, VERSIONS, type Waived } from '../message'
import { bySeverity, utf16 } from '../workbench/spans'
import { possible } from '../workbench/state'

export interface Entry {
  key: string
  doc: DocSummary
  unit: string
  number: number
  texts: UnitFindings['texts']
  finding: Finding
  waived?: Waived
  pairs: UnitFindings['pairs']
  by: readonly string[]
}

/** '' = open; approved, stale: open, in a pair that is; all: waived ones as well. */
export const STATES = ['', 'stale', 'approved', 'waived', 'all'] as const
/** '' = what is sure; what is only possible, or both, when asked for. */
export const TIERS = ['', 'possible', 'all'] as const
export const ORDERS = ['', 'place'] as const

export interface Wanted {
  doc: string
  check: string
  severity: Severity | ''
  version: Version | ''
  person: string
  /** words that must stand in what a finding says, in its texts or in the title */
  words: string
  state: (typeof STATES)[number]
  /** '' = sure */
  tier: (typeof TIERS)[number]
  /** '' = the worst first, place = as the documents go */
  order: (typeof ORDERS)[number]
}

export const ANY: Wanted = {
  doc: '',
  check: '',
  severity: '',
  version: '',
  person: '',
  words: '',
  state: '',
  tier: '',
  order: '',
}

export const SEVERITIES: readonly Severity[] = ['blocker', 'error', 'warning', 'info']

export function entries(doc: DocSummary, units: readonly UnitFindings[]): Entry[] {
  return units.flatMap(u => {
    const of = (finding: Finding, i: number, waived?: Waived): Entry => ({
      key: `${doc.id}/${u.unit}/${waived ? 'w' : ''}${i}`,
      doc,
      unit: u.unit,
      number: u.number,
      texts: u.texts,
      finding,
      waived,
      pairs: u.pairs,
      by: u.by ?? [],
    })
    return [...u.findings.map((f, i) => of(f, i)), ...(u.waived ?? []).map((w, i) => of(w.finding, i, w))]
  })
}

/** The statuses of the pairs that a finding is about. */
function statuses(e: Entry): string[] {
  const { pair } = e.finding
  const pairs = Object.keys(e.pairs) as PairName[]
  return pairs.filter(p => pair.every(v => p.split(':').includes(v))).map(p => e.pairs[p]!)
}

/** Everybody who had to do with what an entry stands in. */
export function people(e: Entry): string[] {
  return e.waived && !e.by.includes(e.waived.by) ? [...e.by, e.waived.by] : [...e.by]
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** Whether all words asked for stand in an entry, case and width aside. */
function says(words: string, e: Entry): boolean {
  if (!words.trim()) return true
  const all = plain([e.doc.title, e.finding.message, e.finding.check, ...Object.values(e.texts)].join('\n'))
  return plain(words)
    .split(/\s+/)
    .every(w => all.includes(w))
}

export function wants(want: Wanted, e: Entry): boolean {
  const { odd, pair } = e.finding
  return (
    (!want.doc || e.doc.id === want.doc) &&
    (want.tier === 'all' || (want.tier === 'possible') === possible(e.finding)) &&
    (!want.check || e.finding.check === want.check) &&
    (!want.severity || e.finding.severity === want.severity) &&
    (!want.version || (odd ? odd === want.version : pair.includes(want.version))) &&
    says(want.words, e) &&
    (!want.person || people(e).includes(want.person)) &&
    (want.state === 'all' || (want.state === 'waived') === !!e.waived) &&
    ((want.state !== 'approved' && want.state !== 'stale') || statuses(e).includes(want.state))
  )
}

/** The list in the order wanted; entries come as the documents go. */
export function ordered(list: readonly Entry[], order: Wanted['order']): Entry[] {
  if (order === 'place') return [...list]
  return list.toSorted((a, b) => bySeverity(a.finding, b.finding))
}

/** What became of the findings of a check. */
export interface LedgerRow {
  check: string
  raised: number
  fixed: number
  waived: number
  open: number
  /** so many are waived rather than fixed that the check does not earn its place */
  noisy: boolean
}

/** One row a check, of one document or of all ('' ), what was raised most first. */
export function ledger(list: readonly Entry[], mended: Mended, doc: string): LedgerRow[] {
  const rows = new Map<string, LedgerRow>()
  const row = (check: string) => {
    const old = rows.get(check) ?? { check, raised: 0, fixed: 0, waived: 0, open: 0, noisy: false }
    rows.set(check, old)
    return old
  }
  for (const e of list)
    if ((!doc || e.doc.id === doc) && !possible(e.finding))
      row(e.finding.check)[e.waived ? 'waived' : 'open']++
  for (const [id, checks] of Object.entries(mended))
    if (!doc || id === doc) for (const [check, n] of Object.entries(checks)) row(check).fixed += n
  for (const r of rows.values()) {
    r.raised = r.fixed + r.waived + r.open
    r.noisy = r.waived >= 3 && r.waived > 2 * r.fixed
  }
  return [...rows.values()].sort((a, b) => b.raised - a.raised || a.check.localeCompare(b.check))
}

/** The versions that findings of the list are about. */
export const versionsOf = (list: readonly Entry[]) =>
  VERSIONS.filter(v => list.some(e => e.finding.pair.includes(v)))

/** How often each value occurs, the most frequent first. */
export function tally(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>()
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}

export interface Excerpt {
  version: Version
  before: string
  text: string
  after: string
}

/** What stands around each span of a finding, some characters either side. A version without a span is told
 *  by how its text begins, so that somebody who knows no other page sees what it is about. */
export function excerpts(e: Entry): Excerpt[] {
  const { pair, spans } = e.finding
  const marked = pair.filter(v => spans?.[v] && spans[v][0] < spans[v][1])
  // Where nothing is marked (a text is missing, say), what stands beside it is what tells.
  const told = marked.length ? pair : VERSIONS
  return told.flatMap(version => {
    const text = e.texts[version] ?? ''
    if (!text) return []
    const span = marked.includes(version) ? spans![version]! : [0, 0]
    return [around(version, text, utf16(text, span[0]), utf16(text, span[1]))]
  })
}

function around(version: Version, text: string, from: number, to: number): Excerpt {
  const reach = (version === 'en' ? 36 : 18) * (from < to ? 1 : 2.5)
  let before = text.slice(Math.max(0, from - reach), from)
  let after = text.slice(to, to + reach)
  // English is cut between words.
  if (version === 'en' && from > reach) before = before.replace(/^\S*\s/, '')
  if (version === 'en' && to + reach < text.length) after = after.replace(/\s\S*$/, ' ')
  return {
    version,
    before: (from > reach ? '…' : '') + before,
    text: text.slice(from, to),
    after: after + (to + reach < text.length ? '…' : ''),
  }
}

/** A field of a table as one line, which no spreadsheet takes for a formula: behind blanks, which some leave
 *  out, and in the wide forms, which some make narrow. As align/format writes it, a space stands before it. */
function cell(s: string): string {
  const line = s.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  const safe = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(line) ? ' ' + line : line
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The list as tab-separated values, one finding a line. */
export function tsv(list: readonly Entry[], say: (f: Finding) => string): string {
  const head = [
    'document',
    'unit',
    'check',
    'severity',
    'pair',
    'odd',
    'message',
    'waived',
    'people',
    'tier',
    'p',
  ]
  const lines = list.map(e =>
    [
      e.doc.title,
      String(e.number),
      e.finding.check,
      e.finding.severity,
      e.finding.pair.join(':'),
      e.finding.odd ?? '',
      say(e.finding),
      e.waived?.reason ?? '',
      people(e).join(', '),
      e.finding.tier ?? 'sure',
      String(e.finding.p ?? ''),
    ]
      .map(cell)
      .join('\t'),
  )
  return [head.join('\t'), ...lines, ''].join('\n')
}
