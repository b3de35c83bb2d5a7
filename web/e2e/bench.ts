// The workbench as a person sees it.

import { expect, type Browser, type Locator, type Page } from '@playwright/test'

export type Version = 'en' | 'zh-Hans' | 'zh-Hant'

export class Bench {
  constructor(readonly page: Page) {}

  /** Opens a document as somebody, in a browser context of their own. */
  static async open(browser: Browser, server: { url: string }, doc: string, name: string): Promise<Bench> {
    const context = await browser.newContext()
    await context.addInitScript(n => {
      if (!localStorage.getItem('triptych.settings'))
        localStorage.setItem('triptych.settings', JSON.stringify({ name: n, language: 'en' }))
    }, name)
    const bench = new Bench(await context.newPage())
    await bench.page.goto(`${server.url}/d/${doc}`)
    await bench.ready()
    return bench
  }

  async ready() {
    await expect(this.page.locator('[data-unit]').first()).toBeVisible()
    await expect(this.page.locator('[data-status=link]')).toHaveText(/Connected|已连接|已連線/)
  }

  /** A unit by its number. */
  unit(number: number): Locator {
    return this.page.locator(`[data-index="${number - 1}"]`)
  }

  cell(number: number, version: Version): Locator {
    return this.unit(number).locator(`[data-version="${version}"]`)
  }

  /** The segment's text, whether it stands there plainly or in the editor. */
  async text(number: number, version: Version): Promise<string> {
    const cell = this.cell(number, version)
    const lines = cell.locator('.cm-line, p[data-seg]')
    return lines.evaluateAll(all =>
      all
        .map(line => {
          const plain = line.cloneNode(true) as Element
          for (const caret of plain.querySelectorAll('.person-caret, .cm-widgetBuffer')) caret.remove()
          return plain.textContent
        })
        .join('\n'),
    )
  }

  /** Opens the editor of a cell's first paragraph with the caret at its end. */
  async edit(number: number, version: Version): Promise<Locator> {
    const cell = this.cell(number, version)
    await cell.locator('p[data-seg], .cm-content').first().click()
    const editor = cell.locator('.cm-content')
    await expect(editor).toBeFocused()
    await this.page.keyboard.press('Control+End')
    return editor
  }

  async saved() {
    await expect(this.page.locator('[data-status=saving]')).toHaveText('All saved')
  }

  /** The mark of a pair: approved, stale or open. */
  pair(number: number, pair: string): Locator {
    return this.unit(number).locator(`[data-pair="${pair}"]`)
  }

  findings(number: number, check?: string): Locator {
    return this.unit(number).locator(check ? `[data-check="${check}"]` : '[data-check]')
  }

  close() {
    return this.page.context().close()
  }
}
