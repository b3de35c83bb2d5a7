// The words of the interface in the language chosen, and numbers and times as
// that language writes them.

import { TABLES, type Words } from './lang'
import { say } from './lang/table'
import { settings } from './settings.svelte'

export function words(): Words {
  return TABLES[settings.language]
}

/** A sentence of the table of messages by its key. */
export function phrase(key: string, args?: Record<string, string>): string {
  return say({ key, args }, words())
}

/** The language of a title among words of the interface, so that its signs and letters come from a typeface
 *  of its own: English where no Chinese character stands in it, else that of the interface. */
export function tongue(title: string): string | undefined {
  return /\p{Script=Han}/u.test(title) ? undefined : 'en'
}

const counts = new Map<string, Intl.NumberFormat>()

/** Written anew with every key in many places: the formats are made once. */
export function count(n: number): string {
  const language = settings.language
  let format = counts.get(language)
  if (!format) counts.set(language, (format = new Intl.NumberFormat(language)))
  return format.format(n)
}

export function percent(share: number): string {
  return share.toLocaleString(settings.language, { style: 'percent', maximumFractionDigits: 0 })
}

/** How much is done of all: never all while some is not, nor nothing when some is. */
export function doneShare(done: number, all: number): string {
  if (!done || !all) return percent(0)
  return percent(done === all ? 1 : Math.min(Math.max(done / all, 0.01), 0.99))
}

/** How far the checks are: never all while some are to come. */
export function checkedShare(share: number): string {
  return percent(Math.floor(share * 100) / 100)
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 hours ago", or the date when that is more than a week back. */
export function ago(ms: number, now = Date.now()): string {
  const past = now - ms
  if (past > 7 * 86_400_000)
    return new Date(ms).toLocaleDateString(settings.language, { dateStyle: 'medium', timeZone: zone() })
  const format = new Intl.RelativeTimeFormat(settings.language, { numeric: 'auto' })
  for (const [unit, size] of STEPS) if (past >= size) return format.format(-Math.floor(past / size), unit)
  return words().justNow
}

/** The time zone that a person has chosen; undefined = the browser's. */
function zone(): string | undefined {
  return settings.zone || undefined
}

export function moment(ms: number): string {
  return new Date(ms).toLocaleString(settings.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone(),
  })
}
