import { describe, expect, test } from 'vitest'
import { bindings, combination, forbidden, KEYS, label } from '../../src/workbench/keys'

const press = (code: string, o: Partial<KeyboardEvent> = {}) =>
  ({
    code,
    isComposing: false,
    keyCode: 0,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...o,
  }) as KeyboardEvent

describe('combination', () => {
  test('goes by the place of the key, not by what it writes', () =>
    expect(combination(press('KeyS', { altKey: true, key: 'ß' }), false)).toBe('Alt+KeyS'))
  test('is nothing while an input method composes', () => {
    expect(combination(press('Enter', { isComposing: true, ctrlKey: true }), false)).toBe('')
    expect(combination(press('Enter', { keyCode: 229, ctrlKey: true }), false)).toBe('')
  })
  test('takes Control and Option for Alt, Command for Control on macOS', () => {
    expect(combination(press('KeyS', { altKey: true, ctrlKey: true }), true)).toBe('Alt+KeyS')
    expect(combination(press('Enter', { metaKey: true }), true)).toBe('Ctrl+Enter')
    expect(combination(press('KeyS', { altKey: true }), true)).toBe('KeyS')
  })
  test('AltGr, which is Control and Alt at once, is no Alt', () =>
    expect(combination(press('KeyS', { altKey: true, ctrlKey: true }), false)).toBe('Ctrl+Alt+KeyS'))
})

test('no key of the table is one that browsers or input methods need, and none is there twice', () => {
  for (const k of KEYS) expect(forbidden(k.combo), k.action).toBe(false)
  expect(new Set(KEYS.map(k => k.combo)).size).toBe(KEYS.length)
})

test.each([
  'Ctrl+KeyN',
  'Ctrl+KeyT',
  'Ctrl+KeyW',
  'Ctrl+Space',
  'Shift+Space',
  'Ctrl+Period',
  'Ctrl+Shift+KeyF',
  'KeyA',
  'Enter',
])('%s cannot be chosen', combo => expect(forbidden(combo)).toBe(true))

test('a person’s own combination takes the place of the default', () => {
  const map = bindings({ split: 'Alt+KeyP' })
  expect(map.get('Alt+KeyP')).toBe('split')
  expect(map.get('Alt+KeyS')).toBeUndefined()
})

test('labels', () => {
  expect(label('Ctrl+Shift+Enter', false)).toBe('Ctrl+Shift+Enter')
  expect(label('Alt+ArrowUp', false)).toBe('Alt+↑')
  expect(label('Shift+Slash', false)).toBe('?')
})
