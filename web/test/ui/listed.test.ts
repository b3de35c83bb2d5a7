import { describe, expect, test } from 'vitest'
import type { DocSummary } from '../../src/api'
import {
  COLUMNS,
  inProject,
  matching,
  next,
  OUTSIDE,
  readOrder,
  sorted,
  writeOrder,
  type Order,
} from '../../src/docs/listed'

const doc = (title: string, units: number, approved: number, pairs: number) =>
  ({ id: title, title, units, approved, pairs, untranslated: 0, drifting: 0, changed: 0 }) as DocSummary
const list = [doc('Part 10', 3, 1, 2), doc('Part 2', 9, 1, 9), doc('港口 Café', 1, 0, 0)]
const titles = (docs: DocSummary[]) => docs.map(d => d.title)

describe('the list of documents', () => {
  test('shows the documents of one project, or those of none', () => {
    const rivers = { ...list[0], project: 'rivers' }
    const all = [rivers, ...list.slice(1)]
    expect(inProject(all, '')).toEqual(all)
    expect(inProject(all, 'rivers')).toEqual([rivers])
    expect(inProject(all, OUTSIDE)).toEqual(list.slice(1))
    expect(inProject(all, 'lakes')).toEqual([])
  })
  test('is searched by all words, whatever their case, width and accents', () => {
    expect(titles(matching(list, 'PART ２'))).toEqual(['Part 2'])
    expect(titles(matching(list, 'cafe 港'))).toEqual(['港口 Café'])
    expect(matching(list, '  ')).toHaveLength(3)
    expect(matching(list, 'harbour')).toEqual([])
  })

  test('is put in order by any column, numbers in titles as numbers', () => {
    expect(titles(sorted(list, { by: 'title', down: false }, 'en')).slice(0, 2)).toEqual([
      'Part 2',
      'Part 10',
    ])
    expect(titles(sorted(list, { by: 'units', down: true }, 'en'))).toEqual([
      'Part 2',
      'Part 10',
      '港口 Café',
    ])
    expect(titles(sorted(list, { by: 'approved', down: true }, 'en'))).toEqual([
      'Part 10',
      'Part 2',
      '港口 Café',
    ])
    expect(titles(sorted(list, { by: '', down: false }, 'en'))).toEqual(titles(list))
  })

  test('an order stands in the address, and three clicks lead back to the first', () => {
    for (const by of COLUMNS) {
      const none: Order = { by: '', down: false }
      const [first, second] = [next(none, by), next(next(none, by), by)]
      expect(first.by).toBe(by)
      expect(second).toEqual({ by, down: !first.down })
      expect(next(second, by)).toEqual(none)
      for (const order of [none, first, second]) expect(readOrder(writeOrder(order))).toEqual(order)
    }
    expect(readOrder('-nonsense')).toEqual({ by: '', down: false })
    expect(readOrder(null)).toEqual({ by: '', down: false })
  })
})
