import { describe, expect, test } from 'vitest'
import { Folding } from '../../src/search/fold'
import { context, places, replaced, type Hit } from '../../src/search/hits'

const folding = new Folding({ from: '軟體濕𫔭', to: '软体湿開' })
const fold = (text: string) => folding.fold(text)

describe('folding', () => {
  test.each([
    ['軟體', '软体'],
    ['ＮＡＴＯ，', 'nato,'],
    ['“Quiet”', '"quiet"'],
    ['「靜」', '"靜"'],
    ['NATO’s', "nato's"],
    ['a\u3000b\u00a0c\nd', 'a b c d'],
  ])('%s is %s', (text, folded) => expect(fold(text)).toBe(folded))

  test('keeps every place', () => {
    for (const text of ['𫔭İ👩‍🔬ß ﬁ…', '軟體 ＮＡＴＯ “x”', '']) expect(fold(text).length).toBe(text.length)
  })
})

describe('places', () => {
  test('of either script are found with either', () => {
    expect(places('新軟體與軟體', '软体', fold)).toEqual([
      { from: 1, to: 3 },
      { from: 4, to: 6 },
    ])
    expect(places('新软体', '軟體', fold)).toEqual([{ from: 1, to: 3 }])
  })
  test('as written tell scripts and capitals', () => {
    expect(places('新軟體', '软体', null)).toEqual([])
    expect(places('NATO and nato', 'nato', null)).toEqual([{ from: 9, to: 13 }])
    expect(places('NATO and nato', 'nato', fold).length).toBe(2)
  })
  test('do not lie over one another, and no words are nowhere', () => {
    expect(places('aaaa', 'aa', fold).map(p => p.from)).toEqual([0, 2])
    expect(places('aaaa', '', fold)).toEqual([])
  })
})

test('what stands around is shortened between English words', () => {
  expect(context('The harbour was quiet that night', { from: 16, to: 21 }, 6)).toEqual({
    before: '… was ',
    words: 'quiet',
    after: ' that …',
  })
  expect(context('港口很安静', { from: 3, to: 5 })).toEqual({ before: '港口很', words: '安静', after: '' })
})

describe('replacing', () => {
  const texts: Record<string, string> = { a: '软件和软件', b: '没有', c: '软件' }
  const hit = (seg: string, from: number): Hit => ({ unit: 'u', version: 'zh-Hans', seg, from, to: from + 2 })
  test('says what every paragraph becomes', () => {
    const changes = replaced([hit('a', 3), hit('a', 0), hit('c', 0), hit('gone', 0)], s => texts[s], '程序')
    expect(changes.map(c => [c.seg, c.before, c.after])).toEqual([
      ['a', '软件和软件', '程序和程序'],
      ['c', '软件', '程序'],
    ])
  })
  test('leaves out paragraphs that say the same afterwards', () => {
    expect(replaced([hit('c', 0)], s => texts[s], '软件')).toEqual([])
  })
})
