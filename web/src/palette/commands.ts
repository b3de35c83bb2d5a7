// What can be done in the workbench, as the palette lists it: a name in every
// language of the interface, the key, and why it cannot be done now. Plain; no DOM.

/** Something to do, named in each language. */
export interface Command {
  /** What it is remembered by. */
  id: string
  /** In the reader's language. */
  name: string
  /** In all languages: whoever reads one may think in another. */
  names: readonly string[]
  /** The key as people read it, '' for none. */
  key: string
  /** Why it cannot be done now, '' when it can. */
  why: string
  run: () => unknown
}

/** How many are remembered as used last. */
const RECENT = 8

export function used(recent: readonly string[], id: string): string[] {
  return [id, ...recent.filter(other => other !== id)].slice(0, RECENT)
}

/** Those with every typed word in one of their names: names that begin with what was typed before others,
 *  what was used last before others, else as they stand. */
export function search(all: readonly Command[], typed: string, recent: readonly string[]): Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const begins = (c: Command) =>
    wanted.length > 0 && c.names.some(n => n.toLowerCase().startsWith(wanted.join(' ')))
  const rank = (c: Command) => {
    const at = recent.indexOf(c.id)
    return (begins(c) ? 0 : RECENT + 1) + (at < 0 ? RECENT : at)
  }
  return all
    .filter(c => {
      const names = c.names.map(n => n.toLowerCase())
      return wanted.every(word => names.some(n => n.includes(word)))
    })
    .map((c, i) => ({ c, i, rank: rank(c) }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ c }) => c)
}
