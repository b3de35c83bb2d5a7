// Threads of comments: which of two tellings counts, where a thread stands, and whom a
// text mentions. Plain functions.

import type { Comment, Named, Thread } from '../message'

/** What is known of where texts stand. */
export interface Places {
  unit(id: string): unknown
  seg(id: string): { unit: string; text: string } | undefined
}

/** The threads after some were told anew: of two tellings the one with the higher number counts. */
export function heard(all: readonly Thread[], told: readonly Thread[]): Thread[] {
  const by = new Map(all.map(t => [t.id, t]))
  for (const t of told) if (t.rev > (by.get(t.id)?.rev ?? 0)) by.set(t.id, t)
  return [...by.values()]
}

/** The unit that a thread stands at now: one about words goes with its segment, one about a unit stays
 *  with the unit; where that is gone, it goes with what stood in it. '' = nothing of it is left. */
export function unitOf(thread: Thread, places: Places): string {
  const first = thread.quote ? places.seg(thread.segs[0])?.unit : undefined
  if (first) return first
  if (places.unit(thread.unit)) return thread.unit
  for (const id of thread.segs) {
    const unit = places.seg(id)?.unit
    if (unit) return unit
  }
  return ''
}

/** Those that were not taken back. */
export function standing(thread: Thread): Comment[] {
  return thread.comments.filter(c => !c.gone)
}

/** A piece of a comment: plain, or the name of somebody who is mentioned. */
export interface Piece {
  text: string
  who?: Named
}

/** A comment's text cut at the names of those whom it mentions, the longest name first. */
export function pieces(text: string, to: readonly Named[] = []): Piece[] {
  const names = [...to].sort((a, b) => b.name.length - a.name.length)
  const out: Piece[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const who = names.find(n => text.startsWith(n.name, at + 1))
    if (!who) continue
    if (at > from) out.push({ text: text.slice(from, at) })
    from = at + 1 + who.name.length
    out.push({ text: text.slice(at, from), who })
  }
  if (from < text.length) out.push({ text: text.slice(from) })
  return out
}

/** The name that is being typed behind an @ before the caret, and where the @ stands; null = none. A name
 *  may have blanks in it, and stands after a blank, a mark or a Chinese character. */
export function calling(text: string, caret: number): { at: number; name: string } | null {
  const at = text.lastIndexOf('@', caret - 1)
  if (at < 0 || caret - at > 40 || (at > 0 && /[\w.]/.test(text[at - 1]))) return null
  const name = text.slice(at + 1, caret)
  return /[\n@，。！？,;]/.test(name) ? null : { at, name }
}

/** The people whose name, or a word of it, begins so. */
export function called(people: readonly Named[], name: string, most = 6): Named[] {
  const wanted = name.toLocaleLowerCase()
  const fits = (n: string) => n.startsWith(wanted) || n.split(/\s+/).some(word => word.startsWith(wanted))
  return people.filter(p => fits(p.name.toLocaleLowerCase())).slice(0, most)
}

/** Those of some people whose names stand in a text behind an @. */
export function mentioned(people: readonly Named[], text: string): Named[] {
  return people.filter(p => text.includes('@' + p.name))
}
