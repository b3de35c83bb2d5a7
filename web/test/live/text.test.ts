import { describe, expect, test } from 'vitest'
import { ChangeSet } from '@codemirror/state'
import { diff } from '../../src/live/diff'
import { apply, cleaning, cutChange, fromSpecs, joinChanges, storable, toSpecs } from '../../src/live/text'
import { Random, randomChange } from './random'

describe('diff', () => {
  test('leads from one text to the other, and keeps what is common', () => {
    const r = new Random(7)
    for (let i = 0; i < 2000; i++) {
      let a = ''
      for (let n = r.below(8); n > 0; n--) a = apply(randomChange(r, a), a)
      const b = apply(randomChange(r, a), a)
      expect(apply(diff(a, b), a)).toBe(b)
    }
  })

  test('finds two edits apart from each other', () => {
    const a = 'NATO has 32 members and three enemies.'
    const b = 'NATO has 31 members and four enemies.'
    expect(toSpecs(diff(a, b)).every(c => c.to - c.from <= 5)).toBe(true)
    expect(apply(diff(a, b), a)).toBe(b)
  })

  test('does not cut a surrogate pair', () => {
    for (const spec of toSpecs(diff('x𠮷y', 'x𠮸y'))) expect(storable(spec.insert)).toBe(true)
    expect(diff('x𠮷y', 'x𠮸y').toJSON()).toEqual([1, [2, '𠮸'], 1])
  })

  test('takes texts without anything in common as one replacement', () => {
    const a = 'a'.repeat(5000)
    const b = 'b'.repeat(5000)
    expect(toSpecs(diff(a, b))).toEqual([{ from: 0, to: 5000, insert: b }])
  })
})

describe('changes of pieces', () => {
  test('cut and joined again, the change is the same', () => {
    const r = new Random(3)
    for (let i = 0; i < 2000; i++) {
      const text = 'abcdefghijklmnop北约'.slice(0, 4 + r.below(14))
      const set = randomChange(r, text)
      const at = 1 + r.below(text.length - 1)
      const [left, right] = cutChange(set, [0, at], text.length)
      const whole = joinChanges([
        { set: left!, length: at },
        { set: right!, length: text.length - at },
      ])
      expect(apply(whole, text)).toBe(apply(set, text))
    }
  })

  test('an insertion at the cut goes before it', () => {
    const [left, right] = cutChange(fromSpecs([{ from: 2, to: 2, insert: 'X' }], 4), [0, 2], 4)
    expect([apply(left!, 'ab'), right!.empty]).toEqual(['abX', true])
  })
})

test('what cannot be stored is taken out', () => {
  expect(cleaning('北约 👩‍🔬 ok')).toBeNull()
  const bad = 'a\0b\ud83dc\udc69d'
  expect(apply(cleaning(bad)!, bad)).toBe('abcd')
  expect(ChangeSet.fromJSON(cleaning(bad)!.toJSON()).length).toBe(bad.length)
})
