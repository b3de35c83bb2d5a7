// A short message at the foot of the page, with at most one thing to do, and what
// is read out to those who do not see where something has changed.

export interface Toast {
  id: number
  text: string
  bad: boolean
  action?: { label: string; run: () => void }
}

let next = 0
let timer: ReturnType<typeof setTimeout> | undefined
/** One at most: a message takes the place of the one before. */
export const toasts: Toast[] = $state([])
export const said = $state({ text: '' })

/** Shows a message and returns its number, for dismiss. */
export function toast(
  text: string,
  options: { bad?: boolean; action?: Toast['action']; ms?: number } = {},
): number {
  const id = ++next
  toasts.splice(0, toasts.length, { id, text, bad: options.bad ?? false, action: options.action })
  said.text = ''
  clearTimeout(timer)
  timer = setTimeout(() => dismiss(id), options.ms ?? (options.action || options.bad ? 10_000 : 4_000))
  return id
}

export function dismiss(id: number) {
  const i = toasts.findIndex(t => t.id === id)
  if (i >= 0) toasts.splice(i, 1)
}

/** Has a sentence read out, in the region where messages are read out; the same one again as well. */
export function announce(text: string) {
  said.text = ''
  setTimeout(() => (said.text = text), 30)
}
