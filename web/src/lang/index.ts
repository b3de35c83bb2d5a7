// The languages of the interface: one file each, all of one shape.

import { en } from './en'
import { zhHans } from './zh-Hans'
import { zhHant } from './zh-Hant'

export type Language = 'en' | 'zh-Hans' | 'zh-Hant'
export type Words = typeof en

export const LANGUAGES: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant']
export const TABLES: Record<Language, Words> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
