// All that can be done in the workbench: what has a key, what the menus of the
// document and of the unit have, and the filters.

import { LANGUAGES, TABLES, type Words } from '../lang'
import { say } from '../lang/table'
import { says } from '../live/says'
import { settings } from '../settings.svelte'
import { save } from '../ui/save'
import { words } from '../words.svelte'
import type { Actions } from '../workbench/actions'
import type { Bench } from '../workbench/bench.svelte'
import { KEYS, label, type Action } from '../workbench/keys'
import { FILTERS } from '../workbench/state'
import type { Command } from './commands'
import { hinders } from './hinders'

/** An entry of the document's menu. */
export interface Entry {
  id: string
  label: string
  run?: () => unknown
  href?: string
}

export interface Place {
  bench: Bench
  actions: Actions
  run: Readonly<Record<Action, () => unknown>>
  menu: (t: Words) => readonly Entry[]
}

type Naming = (t: Words) => string

function command(id: string, name: Naming, run: () => unknown, why = '', key = ''): Command {
  const t = words()
  const names = LANGUAGES.map(lang => name(TABLES[lang]))
  return { id, name: name(t), names, key, why: why && say(says(why), t), run }
}

export function commands({ bench, actions, run, menu }: Place): Command[] {
  const keyed = KEYS.filter(k => k.action !== 'palette').map(k =>
    command(
      k.action,
      t => say(says(`page.key.${k.action}`), t),
      run[k.action],
      hinders(bench, actions, k.action),
      label(settings.keys[k.action] ?? k.combo),
    ),
  )
  const unit = bench.session.unit(bench.current) ? '' : 'page.no.unit'
  const other = [
    command(
      'copyLink',
      t => t.bench.copyLink,
      () => actions.copyLink(),
      unit,
    ),
    ...FILTERS.map(f =>
      command(
        `filter.${f}`,
        t => `${t.bench.filter}: ${t.bench[f]}`,
        () => bench.show(f),
      ),
    ),
  ]
  const keys = new Set<string>(KEYS.map(k => k.action))
  const unkeyed = menu(words()).filter(e => !keys.has(e.id)) // what has a key is there by it
  const entries = unkeyed.map(({ id, run, href }) =>
    command(id, t => menu(t).find(e => e.id === id)?.label ?? '', run ?? (() => void save(href!))),
  )
  return [...keyed, ...other, ...entries]
}
