// Short messages at the foot of the page, with at most one thing to do.

export interface Toast {
  id: number
  text: string
  bad: boolean
  action?: { label: string; run: () => void }
}

let next = 0
export const toasts: Toast[] = $state([])

export function toast(text: string, options: { bad?: boolean; action?: Toast['action']; ms?: number } = {}) {
  const id = ++next
  // A note of something done gives way to the next one; what was refused or can be undone stays its time.
  for (let i = toasts.length - 1; i >= 0; i--) if (!toasts[i].bad && !toasts[i].action) toasts.splice(i, 1)
  toasts.push({ id, text, bad: options.bad ?? false, action: options.action })
  if (toasts.length > 3) toasts.shift()
  setTimeout(() => dismiss(id), options.ms ?? (options.action || options.bad ? 10_000 : 4_000))
}

export function dismiss(id: number) {
  const i = toasts.findIndex(t => t.id === id)
  if (i >= 0) toasts.splice(i, 1)
}
