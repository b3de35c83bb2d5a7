// Several paragraphs pasted into one: they stand there as lines, until somebody wants a paragraph of each.

import { toast } from '../ui/toasts.svelte'
import { phrase } from '../words.svelte'
import type { Bench } from './bench.svelte'
import { refused } from './refused'
import { breaks, paragraphs } from './spans'

/** Says that what was pasted can be divided. */
export function offerParagraphs(bench: Bench, seg: string, pasted: string) {
  const n = paragraphs(pasted)
  if (n < 2 || !bench.can('struct', bench.session.seg(seg)?.version)) return
  toast(phrase('page.pasted', { n: String(n) }), {
    action: { label: phrase('page.pasted.split'), run: () => divide(bench, seg) },
    ms: 20_000,
  })
}

async function divide({ session }: Bench, seg: string) {
  for (const { from, to } of breaks(session.seg(seg)?.text ?? '')) {
    session.edit(seg, from, to, '')
    if (from === 0 || from >= (session.seg(seg)?.text.length ?? 0)) continue
    if (refused(await session.struct('split', { seg, at: from }))) return
  }
}
