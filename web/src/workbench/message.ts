// A finding's sentence in the reader's language. The sentences are the checks'
// own, from the file that the server reads too; {a} to {d} name versions.

import table from '../../../align/message/messages.tsv?raw'
import type { Finding, Version } from '../message'
import type { Language, Words } from '../lang'

const COLUMN: Record<Language, number> = { en: 1, 'zh-Hans': 2, 'zh-Hant': 3 }

const sentences = new Map(
  table
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => line.split('\t'))
    .map(columns => [columns[0], columns]),
)

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
  args: Readonly<Record<string, string>> = {},
  english: string,
  t: Words,
): string {
  const sentence = sentences.get(key ?? '')?.[COLUMN[t.lang as Language]]
  if (!sentence) return english
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name] ?? ''
    return /^[a-d]$/.test(name) ? (t.sides[value as Version] ?? value) : value
  })
}
