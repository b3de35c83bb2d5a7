// The units that are selected, to be approved or confirmed in one step.

import { SvelteSet } from 'svelte/reactivity'

export class Selection {
  readonly units = new SvelteSet<string>()
  #from = ''

  /** Selects a unit, or takes it out again. */
  toggle(unit: string) {
    this.#from = unit
    if (!this.units.delete(unit)) this.units.add(unit)
  }

  /** Selects everything from the unit that was selected last to this one, in the order shown; that one alone
   *  is taken out again, so that something is seen to happen. */
  to(unit: string, shown: readonly string[]) {
    const [a, b] = [shown.indexOf(this.#from), shown.indexOf(unit)].sort((x, y) => x - y)
    if (a < 0 || a === b) return this.toggle(unit)
    for (const id of shown.slice(a, b + 1)) this.units.add(id)
    this.#from = unit
  }

  clear() {
    this.units.clear()
    this.#from = ''
  }
}
