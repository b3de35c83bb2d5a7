// The first things that somebody does who is new here.

import { settings } from '../settings.svelte'
import type { Action } from './keys'

export const STEPS = ['nextFinding', 'fixFinding', 'confirmCell'] as const satisfies readonly Action[]

/** Remembers that something was done once. */
export function did(action: Action) {
  const step = STEPS.find(s => s === action)
  if (step && !settings.steps.includes(step)) settings.steps = [...settings.steps, step]
}
