// What the HTTP interface says of texts that are lined up: proposals, stretches lined up
// again, and revised texts.

import type { Finding, Kind, Version } from './message'

export interface PreviewSegment {
  text: string
  kind: Kind
  line: number
}
export interface PreviewUnit {
  segs: Partial<Record<Version, number[]>>
  confidence: number
  why: string[]
}
export interface Problem {
  code: 'empty' | 'binary' | 'encoding' | 'same' | 'column' | 'long' | 'many' | 'one'
  version?: Version
  key: string
  remedyKey: string
  /** of both sentences */
  args?: Record<string, string>
  message: string
  remedy: string
  /** for 'column': the versions that should change places */
  swap?: [Version, Version]
  /** true: the document cannot be made before this is mended */
  fatal: boolean
}
export interface Preview {
  title: string
  versions: Partial<Record<Version, { name: string; encoding: string; segments: PreviewSegment[] }>>
  units: readonly PreviewUnit[]
  problems: Problem[]
}
/** GET /api/documents/{id}/realign?unit=FIRST&to=LAST: what lining up again would change; sum names it for
 *  the message that does it. */
export interface Realigned {
  sum: string
  units: number
  blocks: { number: number; before: RealignedUnit[]; after: RealignedUnit[] }[]
}
export interface RealignedUnit {
  texts: Partial<Record<Version, string[]>>
  confidence: number
}
/** What became of a paragraph in a revised text. */
export type RevisedKind = 'unchanged' | 'moved' | 'edited' | 'split' | 'merged' | 'new' | 'deleted'
/** POST /api/documents/{id}/revise (multipart: file or text; version, '' = the text tells). With the base of
 *  a preview it is put in place, → {changed}, or refused with 409 where the document is another by now. */
export interface Revised {
  version: Version
  versions: Version[]
  base: string
  /** units are numbers, from 1, as they are now */
  steps: { kind: RevisedKind; units?: number[]; old?: string[]; new?: string[]; diff?: Finding['diff'] }[]
  counts: Partial<Record<RevisedKind, number>>
  /** approvals that would hold no more */
  stale: number
  problems: Problem[] | null
}
/** GET /api/documents/{id}/tray → Taken[]: what revised texts took out, the newest first */
export interface Taken {
  unit: string
  seg: string
  version: Version
  kind: Kind
  text: string
  by: string
  at: number
}
