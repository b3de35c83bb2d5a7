// Random numbers that a seed fixes, and random edits made from them.

import { ChangeSet } from '@codemirror/state'
import { fromSpecs, type Spec } from '../../src/live/text'

export class Random {
  constructor(private state: number) {}

  /** 0 ≤ n < 1, by mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}

const WORDS = ['a', 'the ', '3.5', '北约', '盟', '。', '「', '𠮷', '👩‍🔬', '\n', 'x y', '', '三十萬']

/** One to three changed ranges, close to the start as often as not, so that edits meet. */
export function randomChange(r: Random, text: string): ChangeSet {
  const specs: Spec[] = []
  let from = 0
  for (let n = 1 + r.below(r.chance(0.8) ? 1 : 3); n > 0; n--) {
    const room = text.length - from
    const start = whole(text, from + r.below(Math.min(room, r.chance(0.5) ? 6 : room) + 1))
    const end = whole(text, Math.min(text.length, start + (r.chance(0.5) ? 0 : r.below(6))))
    specs.push({ from: start, to: Math.max(start, end), insert: r.pick(WORDS) + r.pick(WORDS) })
    from = Math.max(start, end)
  }
  return fromSpecs(specs, text.length)
}

/** Not inside a surrogate pair. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at
}
