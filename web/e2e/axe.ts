// Barriers that axe finds on a page, those that keep somebody out.

import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const SERIOUS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Words that stand out from their ground by 7:1. */
export const STARK = ['color-contrast-enhanced']

export async function violations(page: Page, rules = SERIOUS): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async rules => {
    const { axe } = window as unknown as { axe: { run(o: object): Promise<{ violations: Violation[] }> } }
    interface Violation {
      id: string
      impact: string
      nodes: { html: string; failureSummary: string }[]
    }
    const found = await axe.run({ runOnly: rules })
    return found.violations
      .filter(v => v.impact === 'serious' || v.impact === 'critical')
      .map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`)
  }, rules)
}
