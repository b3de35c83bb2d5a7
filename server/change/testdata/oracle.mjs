// Writes test vectors, one JSON array a line, made by @codemirror/state:
// [text, a, b, c, a(text), b(text), map(a over b), map(b over a, before), compose(a, c), invert(a),
// a position, where a moves it, where a moves it when it is to stay behind insertions]
// where a and b are changes of text and c is one of a(text).
// Usage: node oracle.mjs PATH-OF-node_modules COUNT SEED
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [modules, count, seed] = process.argv.slice(2)
const { ChangeSet, Text } = createRequire(join(modules, 'x.js'))('@codemirror/state')

let state = Number(seed) >>> 0
function random(n) {
  state = (state + 0x6d2b79f5) >>> 0
  let t = Math.imul(state ^ (state >>> 15), state | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n)
}

const alphabet = ['a', 'b', ' ', '中', '文', '。', '😀', '𠮷', '\n', 'é', '"', '\\', '\t', '\u2028']
function word(max) {
  let s = ''
  for (let n = random(max + 1); n > 0; n--) s += alphabet[random(alphabet.length)]
  return s
}

// Offsets between code points.
function edges(text) {
  const at = [0]
  for (const c of text) at.push(at[at.length - 1] + c.length)
  return at
}

// Half of the changes are written as sections, unjoined as a client may send
// them, half go through the library's own constructor.
function change(text) {
  const at = edges(text)
  if (random(2)) {
    const specs = []
    for (let n = random(4); n > 0; n--) {
      const i = random(at.length)
      const j = Math.min(at.length - 1, i + (random(3) ? random(3) : random(at.length)))
      specs.push({ from: at[i], to: at[j], insert: random(3) ? word(3) : '' })
    }
    return ChangeSet.of(specs, text.length)
  }
  const parts = []
  let i = 0
  while (i < at.length - 1 || random(4) === 0) {
    const j = Math.min(at.length - 1, i + random(4))
    const length = at[j] - at[i]
    const kind = random(4)
    if (kind === 0 && length) parts.push(length)
    else if (kind === 1 && length) parts.push([length])
    else {
      const insert = word(3)
      if (insert) parts.push([length, ...insert.split('\n')])
      else if (length) parts.push(length)
    }
    i = j
  }
  return ChangeSet.fromJSON(parts)
}

const lines = []
for (let n = 0; n < Number(count); n++) {
  const text = word(random(8) ? 12 : 60)
  const doc = Text.of(text.split('\n'))
  const a = change(text)
  const b = change(text)
  const after = a.apply(doc).toString()
  const c = change(after)
  const at = random(text.length + 1)
  lines.push(
    JSON.stringify([text, a, b, c, after, b.apply(doc).toString(), a.map(b), b.map(a, true), a.compose(c), a.invert(doc), at, a.mapPos(at), a.mapPos(at, 1)]),
  )
}
process.stdout.write(lines.join('\n') + '\n')
