// A finding as it is shown: its sentence in the reader's language, its diff.

import type { Words } from '../lang/en'
import { say } from '../lang/table'
import type { Finding, Version } from '../message'

export interface DiffPart {
  lang: Version
  runs: NonNullable<Finding['diff']>
  /** Two texts beside each other, with what differs marked: nothing was deleted or put in. */
  beside: boolean
}

/** A finding's diff, one part for each text that changed, or that is compared with the other. */
export function diffParts(finding: Finding): DiffPart[] {
  const parts: DiffPart[] = []
  const [last] = finding.pair.slice(-1)
  const beside = finding.check !== 'drift.stale'
  for (const run of finding.diff ?? []) {
    const lang = run.in ?? last
    const part = parts[parts.length - 1]
    if (part?.lang === lang) part.runs.push(run)
    else parts.push({ lang, runs: [run], beside })
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
