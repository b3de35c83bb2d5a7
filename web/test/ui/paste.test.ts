import { expect, test } from 'vitest'
import { breaks, paragraphs } from '../../src/workbench/spans'

test('lines are paragraphs, blank ones are none', () => {
  expect(paragraphs('一段。')).toBe(1)
  expect(paragraphs('一段。\n\n 二段。\r\n三段。\n')).toBe(3)
  expect(paragraphs('\n \n')).toBe(0)
})

test('taking the breaks out from the last one leaves the words and their places', () => {
  let text = '  一段。\n\n　二段。 \r\n三段。'
  const parts: string[] = []
  for (const { from, to } of breaks(text)) {
    parts.unshift(text.slice(to))
    text = text.slice(0, from)
  }
  expect([text, ...parts]).toEqual(['  一段。', '二段。', '三段。'])
})
