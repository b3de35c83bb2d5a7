// Putting right what was lined up wrongly: paragraphs into units of their own.

import { say } from '../lang/table'
import { says } from '../live/says'
import { VERSIONS, type StructMessage } from '../message'
import type { StructArgs } from '../live/types'
import { toast } from '../ui/toasts.svelte'
import { phrase, words } from '../words.svelte'
import type { Bench } from './bench.svelte'
import { refused } from './refused'

type Kind = StructMessage['kind']

async function step(bench: Bench, kind: Kind, args: StructArgs, done = 'page.struct.done') {
  if (!refused(await bench.session.struct(kind, args))) toast(phrase(done))
}

const no = (key: string) => toast(say(says(key), words()))

/** The paragraph in hand and what follows in its cell into units of their own; with dir, it alone, above or below. */
export async function apart(bench: Bench, dir?: 1 | -1) {
  const segs = bench.session.unit(bench.current)?.cells[bench.column].segs ?? []
  const seg = bench.active?.seg ?? segs.at(dir === -1 ? 0 : -1)
  if (seg) await step(bench, 'apart', { seg, dir })
  else no('page.no.paragraph')
}

/** One unit for each paragraph of the unit in hand. */
export async function each(bench: Bench) {
  if (bench.current) await step(bench, 'each', { unit: bench.current })
  else no('page.no.unit')
}

/** The cell in hand into a unit of its own below; one that stands by itself goes back into the neighbour
 *  that lacks this version, else into the one above. */
export async function own(bench: Bench) {
  const { order, current, column } = bench
  const filled = (id: string | undefined, v = column) => !!id && bench.filled(id, v)
  if (!filled(current)) return no('page.no.paragraph')
  if (VERSIONS.some(v => v !== column && filled(current, v)))
    return step(bench, 'own', { unit: current, side: column, dir: 1 }, 'page.struct.own')
  const at = order.indexOf(current)
  const near = [order[at - 1], order[at + 1]].filter(Boolean)
  const to = near.find(id => !filled(id)) ?? near[0]
  if (to) await step(bench, 'merge', { unit: current, to }, 'page.struct.back')
  else no('page.no.below')
}

/** The cell in hand, or its whole unit, changes places with the one below, or above. */
export async function swap(bench: Bench, whole = false, by: 1 | -1 = 1) {
  const { order, current, column } = bench
  const to = order[order.indexOf(current) + by]
  if (!current) no('page.no.unit')
  else if (!to) no(by < 0 ? 'page.no.above' : 'page.no.below')
  else if (whole) await step(bench, 'swap', { unit: current, to }, 'page.struct.swapped')
  else await step(bench, 'swap', { unit: current, to, side: column }, 'page.struct.swapped')
}

/** What is lined up again round the unit in hand: all between the nearest approved units on either side. */
export function stretch({ order, current, session }: Bench): [first: string, last: string] | undefined {
  const at = order.indexOf(current)
  if (at < 0) return undefined
  const loose = (i: number) => !Object.values(session.unit(order[i])?.pairs ?? {}).includes('approved')
  let [first, last] = [at, at]
  const most = 450 // either way: the server aligns at most 1,000 units at once
  while (first > 0 && at - first < most && loose(first - 1)) first--
  while (last + 1 < order.length && last - at < most && loose(last + 1)) last++
  return [order[first], order[last]]
}

/** Does again the step that was taken back last. */
export async function redo(bench: Bench) {
  await step(bench, 'redo', {}, 'page.struct.redone')
}
