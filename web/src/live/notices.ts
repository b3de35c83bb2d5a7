// Listeners of a session. What happens in one go is told once, in a microtask.

export class Notices {
  readonly overview = new Set<() => void>()
  readonly order = new Set<() => void>()
  readonly units = new Set<(ids: ReadonlySet<string> | null) => void>()
  /** The caret of an editor has followed its text into another segment. */
  readonly carets = new Set<(seg: string, to: string, at: number) => void>()
  /** Run after the listeners each time. */
  readonly after = new Set<() => void>()

  private overviewChanged = false
  private orderChanged = false
  private unitsChanged = new Set<string>()
  private allChanged = false
  private planned = false

  noteOverview(): void {
    this.overviewChanged = true
    this.plan()
  }

  noteOrder(): void {
    this.orderChanged = true
    this.plan()
  }

  noteUnit(id: string | null): void {
    if (id === null) this.allChanged = true
    else this.unitsChanged.add(id)
    this.plan()
  }

  private plan(): void {
    if (this.planned) return
    this.planned = true
    queueMicrotask(() => this.tell())
  }

  private tell(): void {
    this.planned = false
    const { overviewChanged, orderChanged, unitsChanged, allChanged } = this
    this.overviewChanged = this.orderChanged = this.allChanged = false
    this.unitsChanged = new Set()
    if (orderChanged) for (const f of [...this.order]) f()
    if (allChanged || unitsChanged.size) for (const f of [...this.units]) f(allChanged ? null : unitsChanged)
    if (overviewChanged) for (const f of [...this.overview]) f()
    for (const f of [...this.after]) f()
  }
}

/** Adds a listener; the result takes it out. */
export function listen<F>(set: Set<F>, f: F): () => void {
  set.add(f)
  return () => set.delete(f)
}
