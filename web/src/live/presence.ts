// Where this person is, told at most every EVERY milliseconds and only when it changed.

const EVERY = 120

export interface Place {
  seg?: string
  anchor?: number
  head?: number
}

export class Presence {
  private place: Place = {}
  private told: string | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly send: (place: Place) => void) {}

  move(place: Place): void {
    this.place = place
    this.timer ??= setTimeout(() => this.flush(), EVERY)
  }

  leave(seg: string): void {
    if (this.place.seg === seg) this.move({})
  }

  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const now = JSON.stringify(this.place)
    if (now === this.told) return
    this.told = now
    this.send(this.place)
  }

  /** On a new connection nobody knows yet. */
  again(): void {
    this.told = JSON.stringify({})
    this.flush()
  }

  close(): void {
    clearTimeout(this.timer)
  }
}
