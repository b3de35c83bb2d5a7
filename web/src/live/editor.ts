// A CodeMirror editor on one segment. The only file here that touches the page.
//
// What is typed goes to the segment's state; what others write comes in as
// transactions that carry the mark `remote` and stay out of the undo history, so
// that undo takes back one's own changes only. While an input method composes,
// the segment is frozen both ways.

import { Annotation, EditorState, StateEffect, StateField, Transaction } from '@codemirror/state'
import type { ChangeSet, Extension, Range } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'
import { diff } from './diff'
import type { Here } from './types'

/** What the session knows of an open editor. */
export interface Binding {
  /** The text shown changed otherwise than by this editor. */
  apply(change: ChangeSet): void
  /** Makes the editor show the text, whatever it showed. */
  reset(): void
  /** A change on behalf of the person, with its place in the undo history. */
  insert(from: number, to: number, insert: string): void
  people(list: readonly Here[]): void
  /** Where its caret is; null when there is none to keep. */
  selection(): { anchor: number; head: number } | null
}

/** What an editor asks of the session. */
export interface Desk {
  shown(seg: string): string | undefined
  bind(seg: string, binding: Binding): () => void
  typed(seg: string, set: ChangeSet, from: Binding): void
  composing(seg: string, on: boolean): void
  people(seg: string): readonly Here[]
  here(seg: string | undefined, anchor?: number, head?: number): void
  /** Nowhere, if it was here. */
  leave(seg: string): void
  /** Typed into a segment that is no more. */
  stray(seg: string, text: string): void
}

/** Marks a transaction that brings in what did not come from this editor. */
export const remote = Annotation.define<boolean>()

/** The editor's own DOM reads settle within this many milliseconds after a composition. */
const AFTER_COMPOSITION = 60

export function bindEditor(desk: Desk, seg: string): Extension {
  return [
    EditorState.lineSeparator.of('\n'),
    carets,
    theme,
    ViewPlugin.define(view => new Plugin(view, desk, seg), {
      eventObservers: {
        compositionstart(this: Plugin) {
          this.composition()
        },
        compositionend(this: Plugin) {
          this.later()
        },
        blur(this: Plugin) {
          this.later()
          this.left()
        },
        focus(this: Plugin) {
          this.moved()
        },
      },
    }),
  ]
}

class Plugin implements Binding {
  private readonly unbind: () => void
  private timer: ReturnType<typeof setTimeout> | undefined
  private composing = false
  private gone = false

  constructor(
    private readonly view: EditorView,
    private readonly desk: Desk,
    private readonly seg: string,
  ) {
    this.unbind = desk.bind(seg, this)
    queueMicrotask(() => {
      this.reset()
      this.people(desk.people(seg))
    })
  }

  update(u: ViewUpdate): void {
    if (this.view.compositionStarted) this.composition()
    else if (this.composing) this.later()
    for (const tr of u.transactions) if (tr.docChanged && !tr.annotation(remote)) this.typed(tr)
    if (u.view.hasFocus && (u.selectionSet || u.docChanged)) this.moved()
  }

  destroy(): void {
    this.gone = true
    clearTimeout(this.timer)
    this.unbind()
    if (this.composing) this.desk.composing(this.seg, false)
    this.left()
  }

  private typed(tr: Transaction): void {
    const shown = this.desk.shown(this.seg)
    if (shown === undefined) return this.desk.stray(this.seg, tr.newDoc.toString())
    const set = shown.length === tr.changes.length ? tr.changes : diff(shown, tr.newDoc.toString())
    this.desk.typed(this.seg, set, this)
  }

  composition(): void {
    clearTimeout(this.timer)
    if (this.composing) return
    this.composing = true
    this.desk.composing(this.seg, true)
  }

  /** Asks again once the editor has read what the composition left on the page. */
  later(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      if (!this.composing || this.gone) return
      if (this.view.compositionStarted && this.view.hasFocus) return
      this.composing = false
      this.desk.composing(this.seg, false)
      this.reset()
    }, AFTER_COMPOSITION)
  }

  moved(): void {
    const { anchor, head } = this.view.state.selection.main
    this.desk.here(this.seg, anchor, head)
  }

  left(): void {
    this.desk.leave(this.seg)
  }

  apply(change: ChangeSet): void {
    if (this.gone || this.composing) return
    if (change.length !== this.view.state.doc.length) return this.reset()
    this.dispatch(change)
  }

  reset(): void {
    const shown = this.desk.shown(this.seg)
    if (this.gone || this.composing || shown === undefined) return
    const text = this.view.state.doc.toString()
    if (text !== shown) this.dispatch(diff(text, shown))
  }

  private dispatch(changes: ChangeSet): void {
    const annotations = [remote.of(true), Transaction.addToHistory.of(false)]
    this.view.dispatch({ changes, annotations, filter: false })
  }

  selection(): { anchor: number; head: number } | null {
    return this.gone ? null : this.view.state.selection.main
  }

  insert(from: number, to: number, insert: string): void {
    this.view.dispatch({ changes: { from, to, insert }, userEvent: 'input.fill' })
  }

  people(list: readonly Here[]): void {
    if (!this.gone && !this.composing) this.view.dispatch({ effects: setPeople.of(list) })
  }
}

const setPeople = StateEffect.define<readonly Here[]>()

/** Other people's carets and selections; they move with the text until the next word from their owner. */
const carets = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, tr) {
    let next = set.map(tr.changes)
    for (const e of tr.effects) if (e.is(setPeople)) next = decorations(e.value, tr.state.doc.length)
    return next
  },
  provide: field => EditorView.decorations.from(field),
})

function decorations(people: readonly Here[], length: number): DecorationSet {
  const marks: Range<Decoration>[] = []
  for (const p of people) {
    if (p.head === undefined) continue
    const head = Math.min(p.head, length)
    const anchor = Math.min(p.anchor ?? head, length)
    const from = Math.min(anchor, head)
    const to = Math.max(anchor, head)
    const selection = Decoration.mark({ class: `person-selection person-${p.color}` })
    if (from < to) marks.push(selection.range(from, to))
    marks.push(Decoration.widget({ widget: new Caret(p.name, p.color), side: 1 }).range(head))
  }
  return Decoration.set(marks, true)
}

class Caret extends WidgetType {
  constructor(
    readonly name: string,
    readonly color: number,
  ) {
    super()
  }

  override eq(other: Caret): boolean {
    return other.name === this.name && other.color === this.color
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span')
    caret.className = `person-caret person-${this.color}`
    caret.setAttribute('aria-hidden', 'true')
    const label = document.createElement('span')
    label.className = 'person-name'
    label.textContent = this.name
    caret.append(label)
    return caret
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/** Colours of people where the page's style sheet names none. */
const PALETTE = ['#2a6fdb', '#c2410c', '#15803d', '#9333ea', '#be185d', '#0e7490', '#a16207', '#4b5563']

const theme = EditorView.baseTheme({
  '.person-caret': {
    position: 'relative',
    borderLeft: '2px solid var(--person)',
    marginLeft: '-1px',
    marginRight: '-1px',
  },
  '.person-name': {
    position: 'absolute',
    bottom: '100%',
    left: '-2px',
    padding: '0 0.35em',
    font: '11px/1.5 system-ui, sans-serif',
    whiteSpace: 'nowrap',
    color: '#fff',
    background: 'var(--person)',
    borderRadius: '3px 3px 3px 0',
    pointerEvents: 'none',
    zIndex: 5,
  },
  '.person-selection': { background: 'color-mix(in srgb, var(--person) 22%, transparent)' },
  ...Object.fromEntries(PALETTE.map((c, i) => [`.person-${i}`, { '--person': `var(--person-${i}, ${c})` }])),
})
