// The unit one was at: in the address, so that it can be sent to somebody, and
// in this browser, with the column, so that the document opens there again.

import { VERSIONS, type Version } from '../message'

/** An open editor: a segment, and where in it the caret begins (UTF-16 units; -1 = end). */
export interface Place {
  seg: string
  at: number
  /** It follows its text, and takes no focus that is elsewhere. */
  follows?: boolean
}

const name = (doc: string) => `triptych.place.${doc}`

function kept(doc: string): string[] {
  try {
    return (localStorage.getItem(name(doc)) ?? '').split(' ')
  } catch {
    return []
  }
}

export function wantedPlace(doc: string): string {
  const linked = /^#u=([\w-]+)$/.exec(location.hash)
  return linked?.[1] ?? kept(doc)[0] ?? ''
}

export const wantedColumn = (doc: string): Version | undefined => VERSIONS.find(v => v === kept(doc)[1])

let soon: ReturnType<typeof setTimeout> | undefined

/** Writes it a moment later: browsers limit how often a page may change its address. */
export function keepPlace(doc: string, unit: string, column: Version) {
  clearTimeout(soon)
  soon = setTimeout(() => write(doc, unit, column), 300)
}

export function leavePlace() {
  clearTimeout(soon)
}

function write(doc: string, unit: string, column: Version) {
  history.replaceState(history.state, '', `${location.pathname}#u=${unit}`)
  try {
    localStorage.setItem(name(doc), `${unit} ${column}`)
  } catch {
    // The address still has it.
  }
}
