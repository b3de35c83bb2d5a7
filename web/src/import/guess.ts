// Which version a file holds, by its name and by what it says.

import { VERSIONS, type Version } from '../message'
import { stem } from './endings'

// Frequent characters that belong to one script only, in the same order.
const HANS = '们这国来时会对说动学为过发后经种现关问门开长见东车马书电话语请让谁还进远运万与专业严丧个'
const HANT = '們這國來時會對說動學為過發後經種現關問門開長見東車馬書電話語請讓誰還進遠運萬與專業嚴喪個'
// Frequent characters that both scripts write alike.
const COMMON =
  '的一是不了在有人我他大中上到和地出道也年得就那要下以生自去之可家好小多然心天而能都起成看文本月日'

const NAMES: [RegExp, Version][] = [
  [/zh[-_]?(hant|tw|hk|mo)|(^|[^a-z])(hant|tw|hk|cht|tc|big5|traditional)([^a-z]|$)|繁/i, 'zh-Hant'],
  [/zh[-_]?(hans|cn|sg)|(^|[^a-z])(hans|cn|chs|sc|gb|gbk|zh|simplified)([^a-z]|$)|简|簡/i, 'zh-Hans'],
  [/(^|[^a-z])(en|eng|english)([^a-z]|$)|英文/i, 'en'],
]

/** Reads bytes as far as a guess needs it; the server decides about encodings. */
export function decode(bytes: ArrayBuffer): string {
  const head = new Uint8Array(bytes)
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== undefined) return utf8
  // Most Big5 bytes are GB18030 too, but they spell characters that nobody uses.
  const chinese = ['gb18030', 'big5'].flatMap(encoding => strictly(encoding, bytes) ?? [])
  chinese.sort((a, b) => usual(b) - usual(a))
  return chinese[0] ?? new TextDecoder().decode(bytes)
}

/** The text, or undefined where the bytes are no such encoding. A character cut off at the end is left out. */
function strictly(encoding: string, bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

/** How many characters are among the frequent ones. */
function usual(text: string): number {
  let n = 0
  for (const c of text) if (COMMON.includes(c) || HANS.includes(c) || HANT.includes(c)) n++
  return n
}

function score(text: string): { latin: number; han: number; hans: number; hant: number } {
  const counts = { latin: 0, han: 0, hans: 0, hant: 0 }
  for (const c of text) {
    if (/[a-z]/i.test(c)) counts.latin++
    else if (c >= '\u3400' && c <= '\u9fff') {
      counts.han++
      const i = HANS.indexOf(c)
      const j = HANT.indexOf(c)
      if (i >= 0 && HANT[i] !== c) counts.hans++
      if (j >= 0 && HANS[j] !== c) counts.hant++
    }
  }
  return counts
}

/** What the content says where it is plain. */
export function guessContent(text: string): Version | undefined {
  const { latin, han, hans, hant } = score(text.slice(0, 20_000))
  // The bytes of a packed file spell letters too.
  // eslint-disable-next-line no-control-regex -- a file that is no text
  if (/[\u0000-\u0008]/.test(text)) return undefined
  if (han === 0) return latin > 20 ? 'en' : undefined
  if (han * 4 > latin && hans + hant >= 4) {
    if (hans > hant * 3) return 'zh-Hans'
    if (hant > hans * 3) return 'zh-Hant'
  }
  return undefined
}

/** By content where it is plain, by name otherwise; undefined when neither tells. */
export function guessVersion(name: string, text: string): Version | undefined {
  const { latin, han, hans, hant } = score(text.slice(0, 20_000))
  const plain = guessContent(text)
  if (plain && plain !== 'en') return plain
  const bare = stem(name)
  for (const [pattern, version] of NAMES) if (pattern.test(bare)) return version
  if (han * 4 > latin) return hant > hans ? 'zh-Hant' : 'zh-Hans'
  return latin > 20 ? 'en' : undefined
}

/** One version for each text, the guess where it is free, what is left otherwise. */
export function assign(guesses: readonly (Version | undefined)[], taken: readonly Version[] = []): Version[] {
  const used = new Set<Version>(taken)
  const out: (Version | undefined)[] = guesses.map(g => {
    if (!g || used.has(g)) return undefined
    used.add(g)
    return g
  })
  return out.map(v => {
    const version = v ?? VERSIONS.find(w => !used.has(w)) ?? 'en'
    used.add(version)
    return version
  })
}

/** The first line that looks like a title: short, without a full stop, not the language line of a page. Of a row of a table, the first field. */
export function guessTitle(text: string): string {
  for (const raw of text.split(/\r?\n/).slice(0, 12)) {
    const line = raw
      .split('\t', 1)[0]
      .replace(/^#+\s*/, '')
      .trim()
    // eslint-disable-next-line no-control-regex -- a file that is no text
    if (/[\u0000-\u0008\ufffd]/.test(line)) return ''
    if (line && line.length <= 120 && !/[.。:：]$/.test(line) && !/^language\b|简体|繁體|^\s*</i.test(line))
      return line
  }
  return ''
}
