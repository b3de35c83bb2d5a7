// Letters and characters levelled for searching: capitals, the two scripts, full
// width, the shape of quotation marks, blanks. Guarantee: a folded text is as long
// as the text (UTF-16 units), so that a place in one is the same place in the other.
// Plain; no DOM.

/** What the server says of characters: those in from count as those at the same places in to. */
export interface Folds {
  from: string
  to: string
}

const QUOTES = new Set('“”„«»「」『』＂')
const APOSTROPHES = new Set('‘’‚＇')
const DASHES = new Set('‐‑–—―')

export class Folding {
  readonly #table = new Map<string, string>()

  constructor({ from, to }: Folds = { from: '', to: '' }) {
    const values = [...to]
    ;[...from].forEach((c, i) => {
      // A character outside the first plane is two units long.
      if (values[i]?.length === c.length) this.#table.set(c, values[i])
    })
  }

  fold(text: string): string {
    let out = ''
    for (const c of text) out += this.#one(c)
    return out
  }

  #one(c: string): string {
    if (c < '\x80') return c >= 'A' && c <= 'Z' ? c.toLowerCase() : c === '\n' || c === '\t' ? ' ' : c
    const known = this.#table.get(c)
    if (known) return known
    if (QUOTES.has(c)) return '"'
    if (APOSTROPHES.has(c)) return "'"
    if (DASHES.has(c)) return '-'
    if (c === '\u3000' || c === '\u00a0') return ' '
    if (c >= '！' && c <= '～') return this.#one(String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    const small = c.toLowerCase()
    return small.length === c.length ? small : c
  }
}
