import { expect, test } from 'vitest'
import type { Unit } from '../../src/live/types'
import type { Finding, Version } from '../../src/message'
import { Typing } from '../../src/workbench/typing'

const finding = (check: string, message: string, pair: Version[] = ['en', 'zh-Hans']): Finding => ({
  id: check,
  unit: 'u',
  check,
  rule: 1,
  severity: 'error',
  pair,
  message,
})
const unit = (id: string, findings: Finding[]) => ({ id, findings }) as unknown as Unit
const checks = (u: Unit) => u.findings.map(f => f.check)

test('what is newly said of a cell waits while it is typed in', () => {
  const typing = new Typing()
  const before = finding('num.value', 'English says 3.')
  typing.begin(unit('u', [before]), 'zh-Hans')
  const now = unit('u', [before, finding('cmp.sentences', 'A sentence is missing.')])
  expect(checks(typing.without(now))).toEqual(['num.value'])
  // It may be typed on: what was known stays what was known at the beginning.
  typing.begin(now, 'zh-Hans')
  expect(checks(typing.without(now))).toEqual(['num.value'])
  expect(typing.end()).toBe('u')
  expect(checks(typing.without(now))).toEqual(['num.value', 'cmp.sentences'])
})

test('what is said of others, and of other units, does not wait', () => {
  const typing = new Typing()
  typing.begin(unit('u', []), 'zh-Hant')
  const others = unit('u', [finding('num.value', 'English says 3.')])
  expect(typing.without(others)).toBe(others)
  const elsewhere = unit('v', [{ ...finding('typ.pair', 'A mark is open.', ['zh-Hant']), unit: 'v' }])
  expect(typing.without(elsewhere)).toBe(elsewhere)
})

test('another word about the same place is new', () => {
  const typing = new Typing()
  typing.begin(unit('u', [finding('num.value', 'English says 300; Simplified says 30.')]), 'zh-Hans')
  const now = unit('u', [finding('num.value', 'English says 300; Simplified says 3.')])
  expect(checks(typing.without(now))).toEqual([])
})
