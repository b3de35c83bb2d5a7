// The difference of two texts as a ChangeSet, for the places where the browser
// missed the revisions between them: after a refusal, or a snapshot.

import { ChangeSet } from '@codemirror/state'
import { fromSpecs, type Spec } from './text'

/** Edits beyond this are taken as one replacement: the search is quadratic in them. */
const FURTHEST = 600

/** A change from a to b that keeps as much of a as E. W. Myers' greedy search (1986) finds within its bound. */
export function diff(a: string, b: string): ChangeSet {
  if (a === b) return ChangeSet.empty(a.length)
  const start = commonStart(a, b)
  const end = commonEnd(a, b, start)
  const specs = middle(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return fromSpecs(
    specs.map(c => ({ ...c, from: c.from + start, to: c.to + start })),
    a.length,
  )
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let n = 0
  while (n < most && a[n] === b[n]) n++
  return n > 0 && isHigh(a.charCodeAt(n - 1)) ? n - 1 : n
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  let n = 0
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n++
  return n > 0 && isLow(a.charCodeAt(a.length - n)) ? n - 1 : n
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}

/** Myers on code points, so that no surrogate pair is cut. */
function middle(a: string, b: string): Spec[] {
  if (!a || !b) return [{ from: 0, to: a.length, insert: b }]
  const x = Array.from(a)
  const y = Array.from(b)
  const trail = search(x, y)
  return trail ? specsOf(x, y, trail) : [{ from: 0, to: a.length, insert: b }]
}

/** The furthest points of every round until the ends meet; null when that takes too many. */
function search(x: string[], y: string[]): Int32Array[] | null {
  const most = Math.min(FURTHEST, x.length + y.length)
  const mid = most + 1
  const v = new Int32Array(2 * mid + 1)
  const trail: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    trail.push(v.slice(mid - d - 1, mid + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && v[mid + k - 1]! < v[mid + k + 1]!)
      let i = down ? v[mid + k + 1]! : v[mid + k - 1]! + 1
      while (i < x.length && i - k < y.length && x[i] === y[i - k]) i++
      v[mid + k] = i
      if (i >= x.length && i - k >= y.length) return trail
    }
  }
  return null
}

/** Walks the rounds back and gathers runs of deletions and insertions. */
function specsOf(x: string[], y: string[], trail: Int32Array[]): Spec[] {
  const steps: { i: number; j: number; del: boolean }[] = []
  let i = x.length
  let j = y.length
  for (let d = trail.length - 1; d > 0; d--) {
    const v = trail[d]!
    const at = (k: number) => v[k + d + 1]!
    const k = i - j
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const before = down ? k + 1 : k - 1
    i = at(before)
    j = i - before
    steps.push({ i, j, del: !down })
  }
  const offset = offsets(x)
  const specs: Spec[] = []
  for (const step of steps.reverse()) {
    const from = offset[step.i]!
    const last = specs[specs.length - 1]
    const spec = last && last.to === from ? last : { from, to: from, insert: '' }
    if (spec !== last) specs.push(spec)
    if (step.del) spec.to = offset[step.i + 1]!
    else spec.insert += y[step.j]
  }
  return specs
}

/** Offsets in UTF-16 units of code points. */
function offsets(points: string[]): Int32Array {
  const at = new Int32Array(points.length + 1)
  points.forEach((p, n) => (at[n + 1] = at[n]! + p.length))
  return at
}
