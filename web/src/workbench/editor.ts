// The CodeMirror editor of one segment: what every such editor has, and what
// leaving and coming back must not lose (the undo history).

import { history, historyField, historyKeymap, standardKeymap } from '@codemirror/commands'
import {
  Compartment,
  EditorState,
  Prec,
  StateEffect,
  StateField,
  type Extension,
  type Range,
} from '@codemirror/state'
import { Decoration, EditorView, keymap, type DecorationSet } from '@codemirror/view'
import type { Version } from '../message'
import type { Mark } from './spans'

const setMarks = StateEffect.define<readonly Mark[]>()

/** The findings' marks; typing moves them until the next status replaces them. */
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, tr) {
    marks = marks.map(tr.changes)
    for (const effect of tr.effects)
      if (effect.is(setMarks)) marks = decorations(effect.value, tr.state.doc.length)
    return marks
  },
  provide: field => EditorView.decorations.from(field),
})

function decorations(list: readonly Mark[], length: number): DecorationSet {
  const ranges: Range<Decoration>[] = []
  for (const m of list) {
    const to = Math.min(m.to, length)
    if (m.from < to) ranges.push(Decoration.mark({ class: m.name }).range(m.from, to))
  }
  return Decoration.set(ranges, true)
}

export interface EditorOptions {
  parent: HTMLElement
  seg: string
  text: string
  version: Version
  label: string
  /** Sends and receives the segment's changes. */
  live: Extension
  readOnly: boolean
  /** Where the caret begins; -1 = end. */
  at: number
  /** The caret was moved past an end of the text. */
  beyond: (by: 1 | -1) => void
  leave: () => void
  /** The caret or the selection has moved. */
  moved: (anchor: number, head: number) => void
  /** A text was pasted; it stands in the editor by then. */
  pasted: (text: string) => void
}

/** Enter never ends a paragraph: that is an alignment step with a key of its own. */
function keys(o: EditorOptions): Extension {
  const edge = (by: 1 | -1, vertical: boolean) => (view: EditorView) => {
    const { main } = view.state.selection
    if (!main.empty) return false
    const end = by < 0 ? 0 : view.state.doc.length
    const goal = vertical ? view.moveVertically(main, by > 0).head : main.head
    if (vertical ? goal !== main.head && goal !== end : main.head !== end) return false
    if (vertical && goal === end && !onEdgeLine(view, main.head, end)) return false
    o.beyond(by)
    return true
  }
  const newline = (view: EditorView) => {
    view.dispatch(view.state.replaceSelection('\n'), { scrollIntoView: true, userEvent: 'input' })
    return true
  }
  return Prec.high(
    keymap.of([
      { key: 'Enter', run: () => true, shift: newline },
      { key: 'Escape', run: () => (o.leave(), true) },
      { key: 'ArrowUp', run: edge(-1, true) },
      { key: 'ArrowDown', run: edge(1, true) },
      { key: 'ArrowLeft', run: edge(-1, false) },
      { key: 'ArrowRight', run: edge(1, false) },
    ]),
  )
}

/** Whether two positions stand on the same line as it is wrapped on the screen. */
function onEdgeLine(view: EditorView, a: number, b: number): boolean {
  const p = view.coordsAtPos(a)
  const q = view.coordsAtPos(b)
  return !!p && !!q && Math.abs(p.top - q.top) < (p.bottom - p.top) / 2
}

const kept = new Map<string, { text: string; json: unknown }>()
const KEPT = 200

/** Whether the text may be changed: that can end, and begin, while the editor is open. */
const fixed = new Compartment()

export function setReadOnly(view: EditorView, readOnly: boolean) {
  if (view.state.readOnly !== readOnly)
    view.dispatch({ effects: fixed.reconfigure(EditorState.readOnly.of(readOnly)) })
}

export function openEditor(o: EditorOptions): EditorView {
  const extensions: Extension = [
    keys(o),
    history(),
    keymap.of([...historyKeymap, ...standardKeymap.filter(k => k.key !== 'Enter')]),
    EditorView.lineWrapping,
    fixed.of(EditorState.readOnly.of(o.readOnly)),
    EditorView.contentAttributes.of({
      lang: o.version,
      'aria-label': o.label,
      'aria-multiline': 'true',
      spellcheck: o.version === 'en' ? 'true' : 'false',
      autocorrect: 'off',
    }),
    marked,
    EditorView.domEventHandlers({
      paste(e) {
        const text = e.clipboardData?.getData('text/plain')
        if (text && !o.readOnly) setTimeout(() => o.pasted(text))
        return false
      },
    }),
    EditorView.updateListener.of(u => {
      if (u.selectionSet || u.docChanged) {
        const { anchor, head } = u.state.selection.main
        o.moved(anchor, head)
      }
    }),
    theme,
    o.live,
  ]
  const at = o.at < 0 ? o.text.length : Math.min(o.at, o.text.length)
  const was = kept.get(o.seg)
  const state =
    was && was.text === o.text
      ? EditorState.fromJSON(was.json, { extensions }, { history: historyField })
      : EditorState.create({ doc: o.text, extensions })
  const view = new EditorView({ state, parent: o.parent })
  view.dispatch({ selection: { anchor: at } })
  return view
}

/** Ends an editor; its undo history comes back with the next one, unless somebody else writes there meanwhile. */
export function closeEditor(seg: string, view: EditorView) {
  kept.delete(seg)
  kept.set(seg, { text: view.state.doc.toString(), json: view.state.toJSON({ history: historyField }) })
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  view.destroy()
}

const shown = new WeakMap<EditorView, readonly Mark[]>()

/** Marks what is said of the text. What was said before stays where typing has moved it: a key alone
 *  changes nothing here. */
export function showMarks(view: EditorView, list: readonly Mark[]) {
  const before = shown.get(view) ?? []
  const same = list.length === before.length && list.every((m, i) => alike(m, before[i]))
  // A mark whose words were deleted is gone, and comes back with them.
  if (same && view.state.field(marked).size === list.length) return
  shown.set(view, list)
  view.dispatch({ effects: setMarks.of(list) })
}

function alike(a: Mark, b: Mark): boolean {
  return a.from === b.from && a.to === b.to && a.name === b.name
}

/** Nothing of the editor's own shape: it must stand exactly where the plain text stood. */
const theme = EditorView.theme({
  '&': { background: 'none' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0' },
})
