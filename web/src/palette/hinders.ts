// Why an action of the workbench can do nothing now: the key of a sentence, '' when
// it can. What only the server knows is not asked here.

import type { Actions } from '../workbench/actions'
import type { Bench } from '../workbench/bench.svelte'
import { RIGHTS, WORK, KEYS, type Action } from '../workbench/keys'

type Reason = (bench: Bench, actions: Actions) => string | false | undefined

const paragraph: Reason = ({ active, session, current, column }) =>
  !active && !session.unit(current)?.cells[column].segs.length && 'page.no.paragraph'
const finding: Reason = (_, actions) => !actions.inHand && 'page.no.finding'
const below: Reason = ({ order, current }) => order.at(-1) === current && 'page.no.below'
const chinese: Reason = ({ column }) => column === 'en' && 'page.no.source'

const REASONS: Partial<Record<Action, Reason>> = {
  split: paragraph,
  splitAs: paragraph,
  join: paragraph,
  own: paragraph,
  swap: below,
  swapUnits: below,
  fixFinding: (bench, actions) => finding(bench, actions) || (!actions.inHand?.fix && 'page.no.fix'),
  waiveFinding: finding,
  copySource: chinese,
  nextComment: ({ talk }) => !talk.open.size && 'page.talk.none_next',
  fromSibling: ({ column }) => column === 'en' && 'page.no.sibling',
  carryOver: ({ column }) => column === 'en' && 'page.no.sibling',
  prevUnit: ({ visible, current }) => visible[0] === current && 'page.no.above',
  nextUnit: ({ visible, current }) => visible.at(-1) === current && 'page.no.below',
  prevVersion: ({ columns, column }) => columns[0] === column && 'page.no.left',
  nextVersion: ({ columns, column }) => columns.at(-1) === column && 'page.no.right',
}

const ofUnit = new Set<Action>(
  KEYS.filter(k => WORK.has(k.group) && k.action !== 'undoStep' && k.action !== 'redoStep').map(
    k => k.action,
  ),
)

export function hinders(bench: Bench, actions: Actions, action: Action): string {
  const asks = RIGHTS[action]
  if (asks && !bench.can(asks.right, asks.of && bench.column)) return 'page.no.right_here'
  if (ofUnit.has(action) && !bench.session.unit(bench.current)) return 'page.no.unit'
  return REASONS[action]?.(bench, actions) || ''
}
