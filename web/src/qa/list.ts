// Findings over one or all documents, as one list. Plain functions.

import type { DocSummary, UnitFindings } from '../api'
import type { Finding, Severity, Version, Waived } from '../message'
import { utf16 } from '../workbench/spans'

export interface Entry {
  key: string
  doc: DocSummary
  unit: string
  number: number
  texts: UnitFindings['texts']
  finding: Finding
  waived?: Waived
}

export interface Wanted {
  doc: string
  check: string
  severity: Severity | ''
  waived: boolean
}

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
    })
    return [...u.findings.map((f, i) => of(f, i)), ...(u.waived ?? []).map((w, i) => of(w.finding, i, w))]
  })
}

export function wants(want: Wanted, e: Entry): boolean {
  return (
    (!want.doc || e.doc.id === want.doc) &&
    (!want.check || e.finding.check === want.check) &&
    (!want.severity || e.finding.severity === want.severity) &&
    (want.waived || !e.waived)
  )
}

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

/** What stands around each span of a finding, about 24 characters either side. */
export function excerpts(e: Entry): Excerpt[] {
  return e.finding.pair.flatMap(version => {
    const text = e.texts[version] ?? ''
    const span = e.finding.spans?.[version]
    if (!span || span[0] >= span[1]) return []
    const from = utf16(text, span[0])
    const to = utf16(text, span[1])
    const reach = version === 'en' ? 36 : 18
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
  })
}

/** The list as tab-separated values, one finding a line. */
export function tsv(list: readonly Entry[], say: (f: Finding) => string): string {
  const head = ['document', 'unit', 'check', 'severity', 'pair', 'odd', 'message', 'waived']
  const clean = (s: string) => s.replace(/[\t\r\n]+/g, ' ')
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
    ]
      .map(clean)
      .join('\t'),
  )
  return [head.join('\t'), ...lines, ''].join('\n')
}
