// What the server tells of a document's past.

import type { Finding, PairName, PairStatus, UnitView, Version } from '../message'

/** What was signed, or would be: its hash, and how much of it is done, without what is set apart. */
export interface Of {
  sum: string
  units: number
  pairs: number
  approved: number
  cells: number
  confirmed: number
  errors: number
}
/** A unit in which something is to do. */
export interface Left {
  unit: string
  number: number
  pairs: PairName[]
  cells: Version[]
  errors: number
}
export interface Signoff {
  seq: number
  by: string
  at: number
  of: Of
  reason?: string
  chain: string
}
/** GET /api/documents/{id}/signoffs; POST {sum, reason, name} → Signoff, 409 where the document is another by
 *  now, is still being checked, or something is to do and no reason given. */
export interface Standing {
  now: Of & { ready: boolean; checked: boolean; left: Left[] }
  list: Signoff[]
}
/** GET /api/documents/{id}/moments/{seq}: the document after an event, without findings. */
export interface Then {
  seq: number
  kind: string
  by: string
  at: number
  /** what the event says, as in the story */
  step?: string
  val?: string
  version?: Version
  pair?: PairName
  check?: string
  reason?: string
  /** the newest event by now */
  head: number
  /** units that the event is about */
  touched: string[]
  chain: string
  sum: string
  title: string
  versions: Version[]
  units: UnitView[]
}
/** GET …/moments/{seq}/hashes: of the cells, by unit. */
export type Hashes = Record<string, Partial<Record<Version, string>>>
/** GET …/moments/{seq}/changes?to=SEQ: the units that are otherwise now, or after another event. */
export interface Changed {
  unit: string
  /** its number then, from 1; none = it was not there */
  was?: number
  now?: number
  texts?: Partial<Record<Version, NonNullable<Finding['diff']>>>
  states?: Partial<Record<Version, [string, string]>>
  pairs?: Partial<Record<PairName, [PairStatus, PairStatus]>>
}
// GET /api/documents/{id}/signoffs/{seq}/page?lang=&zone= → a page to print
// GET /api/documents/{id}/export?format=&at=SEQ → the document as it was
