// Where somebody goes once they are in: where they were going, but only on this site.

import { parse } from '../route.svelte'

const DOORS = new Set(['signin', 'first', 'invited', 'missing'])

export function after(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/'
  const path = next.replace(/[?#].*$/, '')
  return /^\/(?![/\\])/.test(next) && !DOORS.has(parse(path).page) ? next : '/'
}
