// What holds for every file of the interface, demanded here because a document
// that promises it would be forgotten.

import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../src/', import.meta.url)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => /\.(ts|svelte|css)$/.test(path))
const text = new Map(files.map(path => [path, readFileSync(new URL(path, root), 'utf8')]))

/** The files that a file imports, types and what is loaded later included. */
function imports(path: string): string[] {
  const named = text.get(path)!.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g)
  return [...named].flatMap(([, to]) => {
    const target = posix.join(posix.dirname(path), to)
    return [target, `${target}.ts`, `${target}/index.ts`].filter(p => text.has(p)).slice(0, 1)
  })
}

/** The first circle found, as the files one meets in it. */
function circle(): string[] {
  const done = new Set<string>()
  const way: string[] = []
  const visit = (path: string): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
    if (done.has(path)) return []
    way.push(path)
    for (const next of imports(path)) {
      const found = visit(next)
      if (found.length) return found
    }
    way.pop()
    done.add(path)
    return []
  }
  for (const path of files) {
    const found = visit(path)
    if (found.length) return found
  }
  return []
}

test('imports run one way', () => {
  expect(files.flatMap(imports).length).toBeGreaterThan(100)
  expect(circle().join(' → ')).toBe('')
})

test('no file has more than 350 lines', () => {
  const long = files.filter(path => text.get(path)!.trimEnd().split('\n').length > 350)
  expect(long).toEqual([])
})
