// Putting right what was lined up wrongly: paragraphs into units of their own.

import { say } from '../lang/table'
import { says } from '../live/says'
import type { StructArgs } from '../live/types'
import { toast } from '../ui/toasts.svelte'
import { phrase, words } from '../words.svelte'
import type { Bench } from './bench.svelte'
import { refused } from './refused'

async function step(bench: Bench, kind: 'apart' | 'each', args: StructArgs) {
  if (!refused(await bench.session.struct(kind, args))) toast(phrase('page.struct.done'))
}

/** The paragraph in hand and what follows in its cell into units of their own; with dir, it alone, above or below. */
export async function apart(bench: Bench, dir?: 1 | -1) {
  const segs = bench.session.unit(bench.current)?.cells[bench.column].segs ?? []
  const seg = bench.active?.seg ?? segs.at(dir === -1 ? 0 : -1)
  if (seg) await step(bench, 'apart', { seg, dir })
  else toast(say(says('page.no.paragraph'), words()))
}

/** One unit for each paragraph of the unit in hand. */
export async function each(bench: Bench) {
  if (bench.current) await step(bench, 'each', { unit: bench.current })
  else toast(say(says('page.no.unit'), words()))
}
