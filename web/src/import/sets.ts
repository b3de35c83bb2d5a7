// Which files of a folder are versions of one document, by their names: en/guide.md beside
// zh-cn/guide.md, Report_EN.docx beside Report_繁體.docx.

import { VERSIONS, type Version } from '../message'

export interface Named {
  /** With slashes, from the folder that was chosen. */
  path: string
  /** What its text says it is, where it could be read and is plain. */
  content?: Version
  /** It holds several versions, and says itself which. */
  many?: boolean
}

/** A document: numbers of files. */
export interface SetOfFiles {
  name: string
  files: Partial<Record<Version, number>>
  many?: number
}

export interface Sorted {
  sets: SetOfFiles[]
  /** Files of a version that their document has already. */
  twice: number[]
}

type Marked = Version | 'zh'

const MARKS: [Marked, string][] = [
  [
    'zh-Hant',
    'zh[-_]?hant(?:[-_](?:tw|hk|mo))?|zh[-_](?:tw|hk|mo)|hant|tw|hk|cht|tc|big5|traditional(?:[-_ ]chinese)?|繁體中文|繁体中文|正體中文|繁體|繁体|正體|繁中|繁',
  ],
  [
    'zh-Hans',
    'zh[-_]?hans(?:[-_](?:cn|sg))?|zh[-_](?:cn|sg)|hans|cn|chs|sc|gb|gbk|simplified(?:[-_ ]chinese)?|简体中文|簡體中文|简体|簡體|简中|簡中|简|簡',
  ],
  ['en', 'en(?:[-_](?:us|gb|uk|au|ca|hk))?|eng|english|英文|英语|英語'],
  ['zh', 'zh|chi|chinese|中文|汉语|漢語'],
]

const EDGE = '[-_. ()（）\\[\\]【】]'
const whole = MARKS.map(([v, m]): [Marked, RegExp] => [v, new RegExp(`^(?:${m})$`, 'iu')])
const last = MARKS.map(([v, m]): [Marked, RegExp] => [
  v,
  new RegExp(`^(.*?)(?:${EDGE}+(?:${m})|(?<=\\p{Script=Han})(?:${m}))${EDGE}*$`, 'iu'),
])
const first = MARKS.map(([v, m]): [Marked, RegExp] => [v, new RegExp(`^${EDGE}*(?:${m})${EDGE}+(.*)$`, 'iu')])

/** The part of a name that says the version, and the name without it. */
function mark(part: string): [Marked, string] | undefined {
  for (const [v, r] of last) {
    const m = r.exec(part)
    if (m?.[1]) return [v, m[1]]
  }
  for (const [v, r] of first) {
    const m = r.exec(part)
    if (m?.[1]) return [v, m[1]]
  }
  return undefined
}

interface Read {
  version?: Marked
  key: string
}

/** A folder that is called by a language says more than a word in a name, which may mean a place. */
function read(path: string): Read {
  const parts = path.normalize('NFC').split('/')
  const file = parts.pop()!.replace(/(?<=.)\.[^.\s]{1,8}$/u, '')
  for (let i = parts.length - 1; i >= 0; i--) {
    for (const [version, r] of whole) {
      if (r.test(parts[i])) return { version, key: key([...parts.toSpliced(i, 1), file]) }
    }
  }
  for (const [version, r] of whole) if (r.test(file)) return { version, key: key(parts) }
  const named = mark(file)
  if (named) return { version: named[0], key: key([...parts, named[1]]) }
  for (let i = parts.length - 1; i >= 0; i--) {
    const named = mark(parts[i])
    if (named) return { version: named[0], key: key([...parts.with(i, named[1]), file]) }
  }
  return { key: key([...parts, file]) }
}

const key = (parts: readonly string[]) =>
  parts
    .join('/')
    .toLowerCase()
    .replace(/[-_.\s]+/gu, ' ')
    .replace(/ ?\/ ?/g, '/')
    .trim()

/** Sorts files into documents, in the order of their names. */
export function sortFiles(files: readonly Named[]): Sorted {
  const sets = new Map<string, SetOfFiles>()
  const twice: number[] = []
  const out: SetOfFiles[] = []
  const unsure: { i: number; key: string; zh: boolean; wish?: Version }[] = []
  const put = (i: number, k: string, v: Version): boolean => {
    const set = sets.get(k) ?? { name: k, files: {} }
    if (set.files[v] !== undefined) return false
    set.files[v] = i
    sets.set(k, set)
    return true
  }
  files.forEach((f, i) => {
    const r = read(f.path)
    if (f.many) return out.push({ name: f.path, files: {}, many: i })
    if (r.version && r.version !== 'zh') {
      if (!put(i, r.key, r.version)) twice.push(i)
    } else {
      const zh = r.version === 'zh'
      unsure.push({ i, key: r.key, zh, wish: zh && f.content === 'en' ? undefined : f.content })
    }
  })
  // Those that the names leave open take what is free: what they say they are, else the
  // original, which is the one that nobody marks.
  for (const { i, key, zh, wish } of unsure) {
    const order: Version[] = zh ? ['zh-Hans', 'zh-Hant'] : [...VERSIONS]
    const wished = wish ? [wish] : []
    if (![...wished, ...(files[i].content && !zh ? [] : order)].some(v => put(i, key, v))) twice.push(i)
  }
  out.push(
    ...meet(
      meet([...sets.values()], k => k.split('/').at(-1)!),
      numbered,
    ),
  )
  for (const set of out) set.name = shownName(set, files)
  out.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  return { sets: out, twice: twice.sort((a, b) => a - b) }
}

/** What a document is called in the list: the file of the first version. */
function shownName(set: SetOfFiles, files: readonly Named[]): string {
  const i = set.many ?? VERSIONS.map(v => set.files[v]).find(i => i !== undefined)!
  return files[i].path
}

const numbered = (k: string): string => /^(\d+(?:[ .]\d+)*)/.exec(k.split('/').at(-1)!)?.[1] ?? ''

/** Puts documents of one version together that have something in common which no other
 *  file of that version has. */
function meet(sets: SetOfFiles[], common: (key: string) => string): SetOfFiles[] {
  const alone = new Map<string, SetOfFiles[]>()
  for (const s of sets) {
    const c = Object.keys(s.files).length === 1 ? common(s.name) : ''
    if (c) alone.set(c, [...(alone.get(c) ?? []), s])
  }
  const gone = new Set<SetOfFiles>()
  for (const group of alone.values()) {
    const versions = group.flatMap(s => Object.keys(s.files))
    if (group.length < 2 || new Set(versions).size !== group.length) continue
    for (const s of group.slice(1)) {
      Object.assign(group[0].files, s.files)
      gone.add(s)
    }
  }
  return sets.filter(s => !gone.has(s))
}
