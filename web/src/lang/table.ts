// The sentences that the program says to people: one table, which the server
// reads too. A line is a key and the sentence in each language; its first line
// that is no comment names the languages.

import table from '../../../align/message/messages.tsv?raw'
import type { Said } from '../message'
import type { Words } from './en'

const [head, ...rows] = table
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => line.split('\t'))
const sentences = new Map(rows.map(row => [row[0], row]))

/** The sentence of a key with the places of its arguments; '' when there is no such key. */
export function template(key: string, lang: string): string {
  return sentences.get(key)?.[Math.max(1, head.indexOf(lang))] ?? ''
}

/** A sentence in the reader's language; the English one that came with it for a key that is not known.
 *  {a} to {d} are versions, {version} and {other} too, but in full; {@name} is a sentence by its key. */
export function say(said: Said | string | null | undefined, t: Words): string {
  // Texts that were refused before keys were kept have a sentence alone.
  if (!said || typeof said === 'string') return said ?? ''
  const { key = '', args = {}, why = '' } = said
  return (
    template(key, t.lang).replace(/\{(@?)(\w+)\}/g, (_, inner: string, name: string) => {
      const value = args[name] ?? ''
      if (inner) return value === key ? '' : say({ key: value, args }, t)
      if (/^[a-d]$/.test(name)) return t.sides[value as keyof Words['sides']] ?? value
      return (/^(version|other)$/.test(name) && template(`version.${value}`, t.lang)) || value
    }) || why
  )
}

/** A refusal as a sentence that stands alone: with a capital letter, and ended. */
export function whole(text: string, t: Words): string {
  const ended = !text || /[.!?。！？]$/.test(text)
  return text.charAt(0).toUpperCase() + text.slice(1) + (ended ? '' : t.lang === 'en' ? '.' : '。')
}

/** What is wrong and what can be done about it: sentences of one key each, with the same arguments. */
export interface Told extends Said {
  remedyKey?: string
  remedy?: string
}

/** Both in one line. A first sentence without a full stop, as refusals have none, gets one before the second. */
export function tell({ key, remedyKey, args, why, remedy }: Told, t: Words): string {
  const wrong = say({ key, args, why }, t)
  const mend = say({ key: remedyKey, args, why: remedy }, t)
  if (!wrong || !mend) return wrong || mend
  const ended = /[.!?。！？]$/.test(wrong)
  if (t.lang === 'en') return `${wrong}${ended ? '' : '.'} ${mend}`
  return `${wrong}${ended ? '' : '。'}${mend}`
}

/** What a check is called; its id when it has no name. */
export function checkName(id: string, t: Words): string {
  return template(`check.${id}`, t.lang) || id
}
