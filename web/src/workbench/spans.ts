// Where findings stand in the text. A finding counts runes (code points) of a
// cell's text, its segments joined by one newline; the browser counts UTF-16
// units of one segment.

import type { Finding, Severity, Version } from '../message'

/** A stretch of one segment, in UTF-16 units. */
export interface Stretch {
  seg: number
  from: number
  to: number
}

/** The UTF-16 offset of a rune offset; beyond the end, the end. */
export function utf16(text: string, runes: number): number {
  let at = 0
  for (let n = 0; n < runes && at < text.length; n++) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}

/** The rune offset of a UTF-16 offset. */
export function runes(text: string, at: number): number {
  let n = 0
  for (let i = 0; i < at && i < text.length; n++) i += text.codePointAt(i)! > 0xffff ? 2 : 1
  return n
}

/** The parts of a span in each of a cell's segments. An empty span gives nothing. */
export function stretches(texts: readonly string[], span: readonly [number, number]): Stretch[] {
  const joined = texts.join('\n')
  const from = utf16(joined, span[0])
  const to = utf16(joined, span[1])
  const found: Stretch[] = []
  let start = 0
  texts.forEach((text, seg) => {
    const a = Math.max(from - start, 0)
    const b = Math.min(to - start, text.length)
    if (a < b) found.push({ seg, from: a, to: b })
    start += text.length + 1
  })
  return found
}

const RANK: Record<Severity, number> = { blocker: 0, error: 1, warning: 2, info: 3 }

/** The worst first, those that are only possible last. */
export function bySeverity(a: Finding, b: Finding): number {
  const last = (f: Finding) => (f.tier === 'possible' ? 4 : 0)
  return last(a) + RANK[a.severity] - last(b) - RANK[b.severity]
}

/** A stretch to be marked, with the class names that mark it. */
export interface Mark extends Stretch {
  name: string
}

/** What to mark in a cell: every finding's span, the one in hand more strongly. */
export function marks(
  findings: readonly Finding[],
  version: Version,
  texts: readonly string[],
  lit: Finding | null,
): Mark[] {
  const all: Mark[] = []
  for (const finding of findings) {
    const span = finding.spans?.[version]
    if (!span) continue
    const name = `mark-${finding.severity}` + (same(finding, lit) ? ' mark-lit' : '')
    for (const stretch of stretches(texts, span)) all.push({ ...stretch, name })
  }
  return all
}

export function same(a: Finding, b: Finding | null): boolean {
  return !!b && (a === b || identity(a) === identity(b))
}

export function identity(f: Finding): string {
  return `${f.unit} ${f.id}`
}

export interface Piece {
  text: string
  name: string
}

/** Cuts a segment's text at every mark; overlapping marks share the pieces they have in common. */
export function pieces(text: string, list: readonly Mark[]): Piece[] {
  if (!list.length) return text ? [{ text, name: '' }] : []
  const cuts = new Set([0, text.length])
  for (const m of list) cuts.add(Math.min(m.from, text.length)).add(Math.min(m.to, text.length))
  const at = [...cuts].sort((a, b) => a - b)
  const out: Piece[] = []
  for (let i = 0; i + 1 < at.length; i++) {
    const name = [
      ...new Set(list.filter(m => m.from <= at[i] && m.to >= at[i + 1]).flatMap(m => m.name.split(' '))),
    ]
    out.push({ text: text.slice(at[i], at[i + 1]), name: name.join(' ') })
  }
  return out
}

/** How many paragraphs a text would be. */
export const paragraphs = (text: string): number => text.split('\n').filter(line => line.trim()).length

/** Where a text breaks into lines, blank ones and the blanks around them included, from the last one up. */
export function breaks(text: string): { from: number; to: number }[] {
  return [...text.matchAll(/\s*\n\s*/g)].map(m => ({ from: m.index, to: m.index + m[0].length })).reverse()
}
