// What POST /api/memory answers with.

import type { Standing } from '../api'
import type { Finding, Version } from '../message'

/** A unit whose text of one version is like the one asked for: alike in percent, diff from its text to that one;
 *  more: other units of the same translation. */
export interface Offer {
  doc: string
  title: string
  unit: string
  here?: boolean
  standing: Standing
  alike: number
  diff: NonNullable<Finding['diff']>
  texts: Partial<Record<Version, string>>
  more?: number
}
export interface Offers {
  offers: Offer[]
  behind?: number
}
