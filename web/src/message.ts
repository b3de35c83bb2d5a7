// The whole wire of the live protocol "triptych.v1": the twin of
// server/wire/message.go, which says what each field means. Change both together.

export type Version = 'en' | 'zh-Hans' | 'zh-Hant'
export const VERSIONS: readonly Version[] = ['en', 'zh-Hans', 'zh-Hant']
export type PairName = 'en:zh-Hans' | 'en:zh-Hant' | 'zh-Hans:zh-Hant'
export const PAIRS: readonly PairName[] = ['en:zh-Hans', 'en:zh-Hant', 'zh-Hans:zh-Hant']

export type Kind = 'text' | 'heading' | 'item' | 'quote' | 'aside'
export type CellState = 'missing' | 'imported' | 'draft' | 'converted' | 'done' | 'rework'
export type PairStatus = 'approved' | 'stale' | 'open'
export type Severity = 'blocker' | 'error' | 'warning' | 'info'

/** A ChangeSet as @codemirror/state's toJSON writes it. */
export type Ops = (number | [number, ...string[]])[]

export interface Finding {
  /** The same for the same check, versions and place. */
  id: string
  unit: string
  check: string
  rule: number
  severity: Severity
  pair: Version[]
  odd?: Version
  /** Runes (code points) of the cell's text, its segments joined by one newline. */
  spans?: Partial<Record<Version, [number, number]>>
  values?: Partial<Record<Version, string>>
  message: string
  key?: string
  args?: Record<string, string>
  fix?: { version: Version; span: [number, number]; text: string }
  diff?: { op: -1 | 0 | 1; text: string; in?: Version }[]
  /** A possible one is not sure enough to be shown unasked. */
  tier?: 'sure' | 'possible'
  /** How likely it is a real slip, 0 to 1. */
  p?: number
}

export interface Waived {
  finding: Finding
  by: string
  at: number
  reason: string
}

export interface Status {
  findings: Finding[]
  waived?: Waived[]
  pairs: Partial<Record<PairName, PairStatus>>
  hashes: Partial<Record<Version, string>>
}

export interface SegmentView {
  id: string
  kind: Kind
  rev: number
  text: string
}
export interface CellView {
  state: CellState
  /** Of a converted cell: from what version and revision, "zh-Hans@12"; of one to be reworked: why. */
  made?: string
  segs: SegmentView[]
}
export interface UnitView extends Status {
  id: string
  confidence: number
  why?: string[]
  aside?: boolean
  cells: Partial<Record<Version, CellView>>
}

export interface Person {
  conn: string
  name: string
  color: number
}
export interface DocInfo {
  id: string
  title: string
  versions: Version[]
  units: number
  required: PairName[]
  signed?: Signed
}
/** The newest sign-off of a document. */
export interface Signed {
  seq: number
  by: string
  at: number
}
export interface Limits {
  message: number
  segment: number
  rate: number
  burst: number
}

/** A sentence for people: its key in the table of messages, and in English as it came. */
export interface Said {
  key?: string
  args?: Record<string, string>
  why?: string
}

export type ClientMessage =
  | {
      t: 'hello'
      v: 1
      doc: string
      client: string
      name: string
      epoch?: string
      since?: number
      chain?: string
      /** the unit that the page will show */
      unit?: string
    }
  | { t: 'op'; id: string; seg: string; base: number; ops: Ops }
  | { t: 'text'; id: string; seg: string; base: number; text: string }
  | StructMessage
  | SetMessage
  | { t: 'pres'; seg?: string; anchor?: number; head?: number; composing?: boolean }
  | { t: 'sync'; since: number }
  | { t: 'ping' }

export interface StructMessage {
  t: 'struct'
  id: string
  base: number
  kind: 'split' | 'merge' | 'move' | 'shift' | 'apart' | 'each' | 'own' | 'swap' | 'realign' | 'undo' | 'redo'
  seg?: string
  at?: number
  unit?: string
  to?: string
  side?: Version
  dir?: -1 | 1
  /** realign: the sum of what was shown */
  hashes?: string[]
}

export interface SetMessage {
  t: 'set'
  id: string
  base: number
  what: 'approve' | 'withdraw' | 'state' | 'waive' | 'unwaive'
  /** of a message about one unit; many: about several */
  unit?: string
  many?: { unit: string; pair?: PairName; hashes?: string[] }[]
  pair?: PairName
  hashes?: string[]
  side?: Version
  /** waive: here = all that the check says of the unit, whatever is written in it */
  val?: CellState | 'here'
  made?: string
  check?: string
  reason?: string
  finding?: string
}

export interface Event {
  t: 'ev'
  s: number
  k:
    | 'edit'
    | 'struct'
    | 'approve'
    | 'withdraw'
    | 'state'
    | 'waive'
    | 'unwaive'
    | 'title'
    | 'checks'
    | 'accept'
    | 'sign'
  by: string
  at: number
  id?: string
  own?: boolean
  /** hash of the event, with the last of those that were committed together */
  chain?: string
  seg?: string
  rev?: number
  ops?: Ops
  unit?: string
  pair?: PairName
  side?: Version
  val?: string
  made?: string
  hashes?: string[]
  check?: string
  reason?: string
  finding?: string
  kind?: string
  old?: string[]
  new?: UnitView[]
  moved?: { seg: string; rev: number; from: number; to: string; at: number; toRev?: number }[]
}

/** What people say to each other about one unit, or about words in it. */
export interface Thread {
  id: string
  unit: string
  segs: string[]
  quote?: string
  rev: number
  resolved?: { by: string; at: number }
  comments: Comment[]
}
export interface Comment {
  id: string
  who: Named
  at: number
  text: string
  to?: Named[]
  edited?: number
  was?: { at: number; text: string }[]
  gone?: number
}
/** A person by id and name. */
export interface Named {
  id: string
  name: string
}

/** Why a document cannot be changed; with accept, somebody may say to go on. */
export type Halt = Said & { accept?: boolean }

export type ServerMessage =
  | {
      t: 'welcome'
      epoch: string
      head: number
      doc: DocInfo
      you: Person
      role: string
      can: string[]
      /** the versions whose texts may be changed; none = all */
      only?: Version[]
      lim: Limits
      /** id of whose account the connection is; none = nobody signs in */
      account?: string
      halt?: Halt
    }
  | {
      t: 'snap'
      part: number
      parts: number
      at: number
      of: number
      head: number
      chain?: string
      units: UnitView[]
    }
  | ({ t: 'unit'; unit: string } & Status)
  | { t: 'checked'; done: number; of: number }
  | Event
  | ({ t: 'nack'; id: string; code: string; keep?: boolean; hashes?: string[] } & Said)
  | ({ t: 'pres'; seg?: string; rev?: number; anchor?: number; head?: number; composing?: boolean } & Person)
  | { t: 'gone'; conn: string }
  | { t: 'role'; role: string; can: string[]; only?: Version[] }
  | { t: 'talk'; threads: Thread[] }
  | ({ t: 'resync'; history?: boolean } & Said)
  | { t: 'pong' }
  | ({ t: 'bye'; code: string; retryAfter?: number } & Said)
