// The languages of the interface: one file each, all of one shape, and one
// column each in the table of sentences.

import { en, type Words } from './en'
import { zhHans } from './zh-Hans'
import { zhHant } from './zh-Hant'

const files = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant } satisfies Record<string, Words>

export type { Words }
export type Language = keyof typeof files
export const TABLES: Record<Language, Words> = files
export const LANGUAGES = Object.keys(files) as readonly Language[]
