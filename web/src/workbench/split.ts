// Where a cell is to be split so that it stands in paragraphs as the other versions do:
// where the sentences begin that answer to the first of each of theirs. Plain; no DOM.

import { VERSIONS, type Version } from '../message'

/** Which sentences say the same: spans in runes of the cells' paragraphs, joined by one newline. */
export type Group = Partial<Record<Version, [number, number]>>

/** A place in a paragraph of the cell (UTF-16 units). */
export interface Cut {
  /** Which paragraph, from 0. */
  paragraph: number
  at: number
}

const runes = (text: string) => [...text].length

/** Where each paragraph but the first begins, in runes of the joined text. */
function beginnings(paragraphs: readonly string[]): number[] {
  const all: number[] = []
  let at = 0
  for (const p of paragraphs.slice(0, -1)) all.push((at += runes(p) + 1))
  return all
}

/** Where in ours the sentence begins that answers to a beginning in theirs; none where one goes over it. */
function answer(groups: readonly Group[], ours: Version, theirs: Version, begin: number): number | undefined {
  const there = groups.filter(g => g[theirs])
  if (there.some(g => g[theirs]![0] < begin && g[theirs]![1] > begin)) return undefined
  return there.find(g => g[theirs]![0] >= begin)?.[ours]?.[0]
}

/** The places to split at, in order: as the version with the most paragraphs stands, where that has more than this one. */
export function cuts(
  texts: Partial<Record<Version, readonly string[]>>,
  groups: readonly Group[],
  version: Version,
): Cut[] {
  const own = texts[version] ?? []
  const theirs = VERSIONS.filter(v => v !== version && (texts[v]?.length ?? 0) > own.length)
  const starts = [0, ...beginnings(own)]
  const places = new Set<number>()
  const most = Math.max(0, ...theirs.map(v => texts[v]!.length))
  for (const v of theirs.filter(v => texts[v]!.length === most).slice(0, 1))
    for (const begin of beginnings(texts[v]!)) {
      const at = answer(groups, version, v, begin)
      if (at !== undefined && !starts.includes(at)) places.add(at)
    }
  return [...places]
    .sort((a, b) => a - b)
    .map(at => {
      const paragraph = starts.findLastIndex(s => s <= at)
      const within = [...own[paragraph]].slice(0, at - starts[paragraph]).join('').length
      return { paragraph, at: within }
    })
    .filter(c => c.at > 0 && c.at < own[c.paragraph].length)
}

/** A cell's paragraphs as they stand once they are split. */
export function pieces(paragraphs: readonly string[], all: readonly Cut[]): string[] {
  return paragraphs.flatMap((text, i) => {
    const at = [0, ...all.filter(c => c.paragraph === i).map(c => c.at), text.length]
    return at.slice(1).map((end, k) => text.slice(at[k], end))
  })
}
