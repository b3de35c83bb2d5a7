// The keys of the workbench, in one table. Combinations are written with
// KeyboardEvent.code, so that they lie in the same place on every layout:
// "Ctrl+Shift+Enter", "Alt+KeyS", "F8".

export type Action = (typeof KEYS)[number]['action']
export type Group = 'move' | 'work' | 'text' | 'paragraphs' | 'find' | 'view'

export interface Key {
  /** What it does: "page.key." and this is the key of its sentence. */
  action: string
  group: Group
  combo: string
}

export const KEYS = [
  { action: 'confirmCell', group: 'work', combo: 'Ctrl+Enter' },
  { action: 'approve', group: 'work', combo: 'Ctrl+Shift+Enter' },
  { action: 'many', group: 'work', combo: 'Alt+Shift+Enter' },
  { action: 'select', group: 'work', combo: 'Alt+KeyX' },
  { action: 'selectTo', group: 'work', combo: 'Alt+Shift+KeyX' },
  { action: 'reject', group: 'work', combo: 'Alt+KeyR' },
  { action: 'comment', group: 'work', combo: 'Alt+KeyM' },
  { action: 'fixFinding', group: 'work', combo: 'Alt+KeyF' },
  { action: 'waiveFinding', group: 'work', combo: 'Alt+KeyW' },
  { action: 'explain', group: 'work', combo: 'Alt+KeyE' },
  { action: 'prevUnit', group: 'move', combo: 'Alt+ArrowUp' },
  { action: 'nextUnit', group: 'move', combo: 'Alt+ArrowDown' },
  { action: 'prevVersion', group: 'move', combo: 'Alt+ArrowLeft' },
  { action: 'nextVersion', group: 'move', combo: 'Alt+ArrowRight' },
  { action: 'nextFinding', group: 'move', combo: 'F8' },
  { action: 'prevFinding', group: 'move', combo: 'Shift+F8' },
  { action: 'nextUntranslated', group: 'move', combo: 'Alt+KeyU' },
  { action: 'nextComment', group: 'move', combo: 'Alt+KeyN' },
  { action: 'gotoUnit', group: 'move', combo: 'Alt+KeyG' },
  { action: 'copySource', group: 'text', combo: 'Alt+KeyC' },
  { action: 'fromSibling', group: 'text', combo: 'Alt+KeyV' },
  { action: 'take1', group: 'text', combo: 'Ctrl+Digit1' },
  { action: 'take2', group: 'text', combo: 'Ctrl+Digit2' },
  { action: 'take3', group: 'text', combo: 'Ctrl+Digit3' },
  { action: 'carryOver', group: 'text', combo: 'Alt+KeyO' },
  { action: 'history', group: 'text', combo: 'Alt+KeyH' },
  { action: 'historyAll', group: 'view', combo: 'Alt+Shift+KeyH' },
  { action: 'split', group: 'paragraphs', combo: 'Alt+KeyS' },
  { action: 'splitAs', group: 'paragraphs', combo: 'Alt+KeyP' },
  { action: 'join', group: 'paragraphs', combo: 'Alt+KeyJ' },
  { action: 'shiftUp', group: 'paragraphs', combo: 'Alt+Shift+ArrowUp' },
  { action: 'shiftDown', group: 'paragraphs', combo: 'Alt+Shift+ArrowDown' },
  { action: 'apart', group: 'paragraphs', combo: 'Alt+Shift+KeyS' },
  { action: 'each', group: 'paragraphs', combo: 'Alt+Shift+KeyE' },
  { action: 'own', group: 'paragraphs', combo: 'Alt+KeyA' },
  { action: 'swap', group: 'paragraphs', combo: 'Alt+KeyT' },
  { action: 'swapUnits', group: 'paragraphs', combo: 'Alt+Shift+KeyT' },
  { action: 'realign', group: 'paragraphs', combo: 'Alt+KeyL' },
  { action: 'undoStep', group: 'paragraphs', combo: 'Alt+KeyZ' },
  { action: 'redoStep', group: 'paragraphs', combo: 'Alt+Shift+KeyZ' },
  { action: 'search', group: 'find', combo: 'Ctrl+KeyF' },
  { action: 'nextHit', group: 'find', combo: 'F3' },
  { action: 'prevHit', group: 'find', combo: 'Shift+F3' },
  { action: 'replace', group: 'find', combo: 'Ctrl+KeyH' },
  { action: 'concordance', group: 'find', combo: 'Alt+KeyK' },
  { action: 'memory', group: 'find', combo: 'Alt+KeyB' },
  { action: 'comments', group: 'view', combo: 'Alt+Shift+KeyM' },
  { action: 'palette', group: 'view', combo: 'Ctrl+KeyP' },
  { action: 'help', group: 'view', combo: 'Shift+Slash' },
] as const satisfies readonly Key[]

/** The right that what a key does asks for; of, where that must hold for the version in hand. */
export const RIGHTS: Partial<Record<Action, { right: string; of?: true }>> = {
  confirmCell: { right: 'state', of: true },
  approve: { right: 'approve' },
  many: { right: 'state' },
  reject: { right: 'rework', of: true },
  comment: { right: 'comment' },
  fixFinding: { right: 'edit' },
  waiveFinding: { right: 'waive' },
  copySource: { right: 'edit', of: true },
  fromSibling: { right: 'edit', of: true },
  take1: { right: 'edit', of: true },
  take2: { right: 'edit', of: true },
  take3: { right: 'edit', of: true },
  carryOver: { right: 'edit' },
  split: { right: 'struct', of: true },
  splitAs: { right: 'struct', of: true },
  join: { right: 'struct', of: true },
  realign: { right: 'realign' },
  shiftUp: { right: 'struct', of: true },
  shiftDown: { right: 'struct', of: true },
  apart: { right: 'struct', of: true },
  each: { right: 'struct' },
  own: { right: 'struct', of: true },
  swap: { right: 'struct', of: true },
  swapUnits: { right: 'struct' },
  undoStep: { right: 'struct' },
  redoStep: { right: 'struct' },
}

/** The groups of what is done to the cell in hand. */
export const WORK: ReadonlySet<Group> = new Set<Group>(['work', 'text', 'paragraphs'])

/** What browsers and Chinese input methods need for themselves. */
const FORBIDDEN = new Set([
  'Ctrl+KeyN',
  'Ctrl+KeyT',
  'Ctrl+KeyW',
  'Ctrl+Space',
  'Shift+Space',
  'Ctrl+Period',
  'Ctrl+Shift+KeyF',
  'Enter',
  'Escape',
  'Tab',
  'Shift+Tab',
  'Space',
  'Backspace',
])

export function forbidden(combo: string): boolean {
  return FORBIDDEN.has(combo) || /^(Shift\+)?(Key|Digit|Arrow)/.test(combo)
}

export const MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

/** The combination of a key event; '' while an input method composes or for a bare modifier.
 *  On macOS, where Option writes characters, Ctrl+Option stands for Alt and Command for Ctrl. */
export function combination(e: KeyboardEvent, mac = MAC): string {
  if (e.isComposing || e.keyCode === 229) return ''
  if (/^(Control|Shift|Alt|Meta)/.test(e.code)) return ''
  const alt = mac ? e.altKey && e.ctrlKey : e.altKey
  const ctrl = mac ? e.metaKey || (e.ctrlKey && !e.altKey) : e.ctrlKey
  const code = e.code.replace(/^Numpad(?=Enter)/, '')
  return (ctrl ? 'Ctrl+' : '') + (alt ? 'Alt+' : '') + (e.shiftKey ? 'Shift+' : '') + code
}

/** The combination as people read it: "Ctrl+Shift+Enter", "Alt+S", "⌥⌃ S" on macOS. */
export function label(combo: string, mac = MAC): string {
  if (combo === 'Shift+Slash') return '?'
  const parts = combo.split('+').map(part => {
    if (mac && part === 'Alt') return '⌃⌥'
    if (mac && part === 'Ctrl') return '⌘'
    if (mac && part === 'Shift') return '⇧'
    return NAMES[part] ?? part.replace(/^(Key|Digit)/, '')
  })
  return parts.join(mac ? ' ' : '+')
}

const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Slash: '/',
  Period: '.',
  Comma: ',',
}

/** The table with a person's own combinations in it. */
export function bindings(own: Readonly<Record<string, string>>): Map<string, Action> {
  // Their own stand before what others have by default: also before what came later.
  const changed = (k: (typeof KEYS)[number]) => k.action in own
  const table = new Map<string, Action>([
    ...KEYS.filter(k => !changed(k)).map(k => [k.combo, k.action] as const),
    ...KEYS.filter(changed).map(k => [own[k.action]!, k.action] as const),
  ])
  // A sign alone is a second way to search, where nothing else was put on it.
  return table.has('Slash') ? table : table.set('Slash', 'search')
}
