// A document opened in the workbench: its session, and what hears of its comments.

import { open } from '../live/session'
import { settings } from '../settings.svelte'
import { Bench } from './bench.svelte'
import { wantedPlace } from './place'

export function begin(doc: string): Bench {
  const talk = (told: Parameters<Bench['talk']['hear']>[0]) => bench.talk.hear(told)
  const bench: Bench = new Bench(open({ doc, name: settings.name, near: wantedPlace(doc), talk }), doc)
  return bench
}
