// The HTTP interface. Errors are {error: {code, message, version?, remedy?}} with a 4xx or 5xx status.

import type { DocInfo, Finding, Kind, PairName, PairStatus, Severity, Version, Waived } from './message'
import type { Preview, PreviewUnit, Problem } from './lined'

export type * from './lined'

export interface DocSummary extends DocInfo {
  created: number
  changed: number
  /** what whoever asks may do with it */
  can: string[]
  /** that it is in, if whoever asks may see that */
  project?: string
  /** the counts below are not of the present state yet: ask again */
  counting?: boolean
  untranslated: number
  drifting: number
  /** words of cells that somebody confirmed, of so many */
  confirmed: number
  words: number
  approved: number
  pairs: number
  errors: number
  warnings: number
}

/** A document in the tray. */
export interface Deleted extends DocInfo {
  deleted: number
  /** when it is taken out for good */
  until: number
  /** who deleted it, where that is known */
  by?: string
  can: string[]
}

/** Who the page is open for. Rights are for all documents, and for any place. */
export interface Here {
  /** people sign in here */
  accounts: boolean
  /** nobody has an account yet */
  empty?: boolean
  person?: Profile
  role: string
  /** the most that they are anywhere */
  highest: string
  can: string[]
  anywhere: string[]
}
export interface Profile {
  id: string
  name: string
  email: string
  language: string
  zone: string
  /** JSON: keys that differ from the usual ones */
  keys: string
}
/** A named set of documents. */
export interface Project {
  id: string
  name: string
  /** who last changed a text does not approve it */
  fourEyes: boolean
  members: number
  /** what whoever asks may do in it */
  can: string[]
}
/** The projects that whoever asks may see; fourEyes: it is so in all documents. */
export interface Projects {
  fourEyes: boolean
  projects: Project[]
}
/** What somebody may do, and where; an empty role is none. */
export interface Role {
  kind: 'all' | 'project' | 'document'
  place?: string
  role: string
  versions?: string[]
  /** what the place is called */
  title?: string
}
/** Where somebody is signed in, or a token. */
export interface SignedIn {
  id: string
  name?: string
  role?: string
  agent?: string
  address?: string
  created: number
  seen: number
  expires: number
  here?: boolean
}
export interface Me extends Profile {
  roles: Role[]
  sessions: SignedIn[]
  tokens: SignedIn[]
  /** they may sign in with one */
  password: boolean
  passkeys: Passkey[]
}
export interface Passkey {
  id: string
  name: string
  /** name of the server that it is for */
  site: string
  /** it is on more devices than one */
  backed?: boolean
  created: number
  seen?: number
}
export interface Member {
  id: string
  name: string
  email?: string
  disabled?: number
  seen?: number
  roles: Role[]
}
export interface Invitation extends Role {
  id: string
  email?: string
  by: string
  created: number
  expires: number
  taker?: string
}
/** One thing that somebody did. */
export interface Act {
  seq: number
  at: number
  who: string
  name: string
  address?: string
  act: string
  about?: string
  /** what it was done to is called, and what that is */
  title?: string
  kind?: 'person' | 'project' | 'document'
  body?: Record<string, string>
}

/** number counts from 1; texts are the cells' segments joined by one newline. */
export interface UnitFindings {
  unit: string
  number: number
  texts: Partial<Record<Version, string>>
  findings: Finding[]
  waived?: Waived[]
  pairs: Partial<Record<PairName, PairStatus>>
  /** who edited it or approved a pair in it, sorted */
  by?: string[]
}

/** How a document wants to be checked. */
export interface CheckSettings {
  /** '' = undecided */
  profile: '' | 'CN' | 'TW' | 'HK'
  /** by id: off, or another severity than usual */
  checks: Record<string, 'off' | Severity> | null
  allow: string[] | null
  /** words at which a check says nothing, by its id */
  words?: Record<string, string[]>
  /** a term a line, columns with tabs between: English, renderings, forbidden ones, severity */
  glossary: string
}

export interface DocChecks {
  settings: CheckSettings
  /** every check with its severity where nothing is said of it: of a document, the one that all have */
  checks: { id: string; severity: Severity | 'off' }[]
}

/** How many findings of each check were mended, by document and check. */
export type Mended = Record<string, Record<string, number>>

/** What is known of a document's findings; done < of: units are still being checked, ask again. */
export interface DocFindings {
  done: number
  of: number
  units: UnitFindings[]
}

/** A stretch of a text, or one of the words looked for. */
export interface Piece {
  text: string
  hit?: boolean
}
/** 2: approved; 1: somebody has confirmed one of its texts; 0: neither. */
export type Standing = 0 | 1 | 2

/** A unit of some document in which words stand. */
export interface Hit {
  doc: string
  title: string
  unit: string
  standing: Standing
  texts: Partial<Record<Version, Piece[]>>
}
/** next: where the following answer goes on; behind: documents that are still being read in. */
export interface Found {
  hits: Hit[]
  next?: [number, number]
  behind?: number
}

/** What the other Chinese version says for a cell, to be shown as a difference before it is taken. */
export interface Carried {
  how: 'fill' | 'carry' | 'convert'
  from: Version
  segs: { seg: string; text: string; new: string }[]
  /** fill, convert: the version and revision that was converted. */
  made?: string
  /** carry: every place of the edit stood here as it stood there. */
  sure: boolean
}

/** What the checks compared in a unit, in six lines at most: why nothing more is flagged. */
export interface Explained {
  unit: string
  reasons: { check: string; key: string; args: Record<string, string>; message: string }[]
}

/** A file that a document was made of. */
export interface Original {
  place: number
  name: string
  format: string
  size: number
  holds: Version[]
  /** what can be written into it, and what has no place there */
  back: { version: Version; problems: Problem[] }[]
}

export interface About {
  version: string
  dictionaries: { name: string; version: string; licence: string; source: string; present: boolean }[]
}

export interface ApiError {
  code: string
  message: string
  version?: Version
  remedy?: string
  /** of the message and the remedy in the table of messages, with the arguments of both */
  key?: string
  remedyKey?: string
  args?: Record<string, string>
}

/** POST /api/preview (multipart: en, zh-Hans, zh-Hant files; segments=auto|blank|line;
 *  kinds: a JSON object of lists of kinds by version, for the segments of an earlier preview) answers lines of JSON. */
export type PreviewLine = { progress: number; stage: string } | { preview: Preview } | { error: ApiError }
/** POST /api/documents */
export interface NewDocument {
  title: string
  versions: Partial<Record<Version, { segments: { text: string; kind: Kind }[] }>>
  units: PreviewUnit[]
}
// GET    /api/documents                       → DocSummary[]
// POST   /api/documents            NewDocument → {id}
// PATCH  /api/documents/{id}       {title}     → DocSummary
// DELETE /api/documents/{id}                  → 204 (into the tray, for 30 days: POST /api/documents/{id}/restore)
// GET    /api/tray                            → Deleted[]; DELETE /{id} {title} takes one out for good
// GET    /api/documents/{id}/export?format=json|tsv|tmx|xliff → file
// GET    /api/documents/{id}/originals          → Original[]
// GET    /api/documents/{id}/originals/{place}?version=V → file: as it came, or with a version in it
// GET    /api/formats                         → {files: FileKind[], exports}
// GET    /api/documents/{id}/history?seg=ID&before=REV   → {revisions: {rev, by, at, text}[], older}, newest first
// GET    /api/documents/{id}/findings         → DocFindings, units in order, those without any left out
// POST   /api/documents/{id}/carry   {unit, to} → Carried
// GET    /api/documents/{id}/explain?unit=ID    → Explained
// GET    /api/documents/{id}/marks?unit=ID      → by pair: {by, at, reason?}, who approved it
// GET    /api/documents/{id}/sentences?unit=ID  → {hashes, groups: spans in runes by version}
// GET    /api/concordance?q=&version=&doc=&project=&standing=0|1|2&after=A.B → Found; after: next of the answer before
// POST   /api/memory       {doc, unit, from, to, text} → Offers: what a text became elsewhere
// GET    /api/checks                          → DocChecks: of all documents; PUT CheckSettings without usage and glossary
// GET    /api/folding                         → {from, to}: the characters that count as one, place by place
// GET    /api/about                           → About
// GET    /api/live                            → websocket
// GET    /api/jobs                            → Job[]: one's own, of whoever may do everything all; DELETE /{id}
// GET    /api/projects                        → Projects; POST {name} → {id}; PUT /four-eyes {fourEyes} → Projects
// PATCH  /api/projects/{id} {name?, fourEyes?} → Projects; DELETE; GET, PUT /{id}/checks as of a document
// PUT    /api/documents/{id}/project {project} → 204; '' = into none
// GET    /api/session                         → Here
// POST   /api/session  {email, password}      → Here, with a cookie; DELETE signs out
// POST   /api/session/passkey/begin           → options of WebAuthn; /passkey {credential} → Here, with a cookie
// POST   /api/first    {link, name, email, password, language} → Here: the first account
// POST   /api/invited  {link}                 → Invitation; /new as for first, /join for who is signed in → Here
// GET    /api/me                              → Me; PUT Profile, /password {was, password}; DELETE /sessions, /sessions/{id} → Me
// POST   /api/me/proof {password} | {credential} → Me; /begin → options: adding and removing passkeys asks for it
// POST   /api/me/passkeys/begin               → options; /passkeys {name, credential} → Me; PATCH /{id} {name}, DELETE /{id} → Me
// POST   /api/me/tokens {name, role, days}    → {token, tokens}; DELETE /api/me/tokens/{id} → Me
// GET    /api/people                          → Member[]; PUT /{id}/roles Role, /{id}/disabled {disabled}
// GET    /api/invitations                     → Invitation[]; POST {email} & Role → {link}; DELETE /{id}
// GET    /api/record?before=SEQ               → Act[], the newest first; /export → TSV
