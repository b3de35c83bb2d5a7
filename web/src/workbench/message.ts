// A finding as it is shown: its sentence in the reader's language, its diff.

import type { Words } from '../lang/en'
import { say } from '../lang/table'
import type { Finding, Version } from '../message'

export interface DiffPart {
  lang: Version
  runs: NonNullable<Finding['diff']>
}

/** A finding's diff, one part for each text that changed. Two Chinese versions
 *  that are compared with each other are compared in Simplified. */
export function diffParts(finding: Finding): DiffPart[] {
  const parts: DiffPart[] = []
  const between = finding.pair.includes('en') ? finding.pair[finding.pair.length - 1] : 'zh-Hans'
  for (const run of finding.diff ?? []) {
    const lang = run.in ?? between
    const last = parts[parts.length - 1]
    if (last?.lang === lang) last.runs.push(run)
    else parts.push({ lang, runs: [run] })
  }
  return parts
}

export function message(finding: Finding, t: Words): string {
  return sentenceOf(finding.key, finding.args, finding.message, t)
}

/** A sentence of the checks by its key; the English one that came with it for a key that is not known. */
export function sentenceOf(
  key: string | undefined,
  args: Record<string, string> | undefined,
  english: string,
  t: Words,
): string {
  return say({ key, args, why: english }, t)
}
