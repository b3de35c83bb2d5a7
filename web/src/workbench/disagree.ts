// A finding that somebody disagrees with for good: what the settings of its document,
// or of all documents, are to say of its check.

import type { CheckSettings, DocChecks } from '../api'
import { getJSON, sendJSON } from '../http'
import type { Finding, Version } from '../message'

/** Longer than this, what a finding stands at is no word. */
const WORD_MOST = 40

/** The words that a finding is about, as they stand in the texts, the shortest first. */
export function wordsOf(finding: Finding, text: (v: Version) => string): string[] {
  const found = Object.entries(finding.spans ?? {}).map(([v, [from, to]]) =>
    [...text(v as Version)].slice(from, to).join('').trim(),
  )
  return [...new Set(found)]
    .filter(word => word && [...word].length <= WORD_MOST && !word.includes('\n'))
    .sort((a, b) => a.length - b.length)
}

export const pathOf = (doc: string | null) => (doc ? `/api/documents/${doc}/checks` : '/api/checks')

/** Has a check say nothing at a word, or nothing at all; gives the way back. */
export async function silence(
  doc: string | null,
  check: string,
  word?: string,
): Promise<() => Promise<unknown>> {
  const path = pathOf(doc)
  const before = (await getJSON<DocChecks>(path)).settings
  const words = [...new Set([...(before.words?.[check] ?? []), ...(word ? [word] : [])])]
  const after: CheckSettings = word
    ? { ...before, words: { ...before.words, [check]: words } }
    : { ...before, checks: { ...before.checks, [check]: 'off' } }
  await sendJSON('PUT', path, after)
  return () => sendJSON('PUT', path, before)
}
