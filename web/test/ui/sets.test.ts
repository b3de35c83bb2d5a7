import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sortFiles, type Named } from '../../src/import/sets'
import { VERSIONS, type Version } from '../../src/message'

const cases = readFileSync(join(import.meta.dirname, 'sets', 'cases.txt'), 'utf8')
  .split(/\n\n+/)
  .filter(c => !c.startsWith('#'))

for (const text of cases) {
  const [name, ...lines] = text.trim().split('\n')
  const files = lines
    .filter(l => !/^[=!] /.test(l))
    .map((l): Named => {
      const [path, content] = l.split(' ~ ')
      return path.endsWith(' *')
        ? { path: path.slice(0, -2), many: true }
        : { path, content: content as Version | undefined }
    })
  const wanted = lines.filter(l => /^[=!] /.test(l))
  for (const way of ['as listed', 'backwards'] as const) {
    if (way === 'backwards' && wanted.some(l => l.startsWith('!'))) continue
    test(`${name}, ${way}`, () => {
      const given = way === 'as listed' ? files : files.toReversed()
      const { sets, twice } = sortFiles(given)
      const path = (i?: number) => (i === undefined ? '-' : given[i].path)
      expect([
        ...sets.map(
          s => `= ${s.many === undefined ? VERSIONS.map(v => path(s.files[v])).join(' | ') : path(s.many)}`,
        ),
        ...twice.map(i => `! ${path(i)}`),
      ]).toEqual(wanted)
    })
  }
}

test('every file is in one place, whatever the names', () => {
  const words = ['en', 'zh', 'zh-tw', 'cn', 'a', '01', '繁體', '简', 'B_en', 'x.hk']
  let seed = 7
  const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n
  for (let round = 0; round < 300; round++) {
    const paths = new Set<string>()
    for (let i = next(12); i >= 0; i--) {
      paths.add(Array.from({ length: 1 + next(3) }, () => words[next(words.length)]).join('/') + '.md')
    }
    const files = [...paths].map((path): Named => ({ path, many: next(9) === 0 }))
    const { sets, twice } = sortFiles(files)
    const all = [
      ...twice,
      ...sets.flatMap(s => [...Object.values(s.files), ...(s.many === undefined ? [] : [s.many])]),
    ]
    expect(all.toSorted((a, b) => a - b)).toEqual(files.map((_, i) => i))
  }
})
