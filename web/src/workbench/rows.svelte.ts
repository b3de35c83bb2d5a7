// The rows on the screen, out of any number: TanStack's virtualizer as Svelte state.

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
  type Range,
  type VirtualItem,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'

/** What scrolls: an element around the rows, or the page itself, the list at so many pixels from its top. */
type Place = { scroller: () => HTMLElement | null } | { above: () => number }

export type RowOptions = Place & {
  ids: () => readonly string[]
  /** Pixels, before a row has been measured. */
  estimate: (id: string) => number
  /** A row that stays mounted wherever the view goes, because somebody has it in hand, with the focus. */
  keep: () => string
  /** Height of the sticky header that covers the top of the view. */
  header: number
}

// The library types each of its functions for one of the two alone.
type Scroller = HTMLElement | Window
type Settings = VirtualizerOptions<Scroller, HTMLElement>
type Scrolling = Pick<
  Settings,
  'getScrollElement' | 'observeElementRect' | 'observeElementOffset' | 'scrollToFn' | 'scrollMargin'
>

function scrolling(place: Place): Scrolling {
  if ('above' in place)
    return {
      getScrollElement: () => window,
      observeElementRect: observeWindowRect as Settings['observeElementRect'],
      observeElementOffset: observeWindowOffset as Settings['observeElementOffset'],
      scrollToFn: windowScroll as Settings['scrollToFn'],
      scrollMargin: place.above(),
    }
  return {
    getScrollElement: place.scroller,
    observeElementRect: observeElementRect as Settings['observeElementRect'],
    observeElementOffset: observeElementOffset as Settings['observeElementOffset'],
    scrollToFn: elementScroll as Settings['scrollToFn'],
  }
}

export class Rows {
  items: VirtualItem[] = $state.raw([])
  total = $state(0)
  #virtual: Virtualizer<Scroller, HTMLElement>
  #options: RowOptions

  constructor(options: RowOptions) {
    this.#options = options
    this.#virtual = new Virtualizer(this.#settings())
  }

  /** Functions that keep their identity: the virtualizer computes every row again when one changes. */
  #settings() {
    const { ids, estimate, header } = this.#options
    const list = ids()
    return {
      ...scrolling(this.#options),
      count: list.length,
      getItemKey: (i: number) => list[i] ?? i,
      estimateSize: (i: number) => estimate(list[i]),
      overscan: 4,
      scrollPaddingStart: header,
      // Fractions of a pixel count: rounded, rows would overlap by them.
      measureElement: (row: HTMLElement, entry?: ResizeObserverEntry) =>
        entry?.borderBoxSize?.[0]?.blockSize ?? row.getBoundingClientRect().height,
      rangeExtractor: (range: Range) => this.#extract(range, list),
      onChange: () => this.#read(),
    }
  }

  /** The rows in view and some on either side, and the one to keep. */
  #extract({ startIndex, endIndex, overscan, count }: Range, list: readonly string[]): number[] {
    const from = Math.max(0, startIndex - overscan)
    const to = Math.min(count - 1, endIndex + overscan)
    const shown = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    const keep = this.#options.keep()
    const kept = keep ? list.indexOf(keep) : -1
    if (kept >= 0 && kept < from) shown.unshift(kept)
    if (kept > to) shown.push(kept)
    return shown
  }

  #read() {
    this.items = this.#virtual.getVirtualItems()
    this.total = this.#virtual.getTotalSize()
  }

  /** Call in an effect: starts to observe, returns the way to end it. */
  start(): () => void {
    const stop = this.#virtual._didMount()
    this.#virtual._willUpdate()
    this.#read()
    return stop
  }

  /** Call when the list of rows has changed. */
  refresh() {
    this.#virtual.setOptions(this.#settings())
    this.#virtual._willUpdate()
    this.#read()
  }

  /** Forget every height: the width of the columns or the typeface has changed. */
  remeasure() {
    this.#virtual.measure()
  }

  /** An attachment for a row: measures it and watches its height. */
  readonly measure = (row: HTMLElement) => {
    this.#virtual.measureElement(row)
    // By then the row has left the page, and is forgotten.
    return () => queueMicrotask(() => this.#virtual.measureElement(null))
  }

  /** Pixels of the page above the list, which the places of its rows count in. */
  get above(): number {
    return this.#virtual.options.scrollMargin
  }

  show(index: number, align: 'start' | 'center' | 'auto' = 'auto') {
    this.#virtual.scrollToIndex(index, { align })
  }

  /** First and last row in view, overscan not counted. */
  get range(): { startIndex: number; endIndex: number } | null {
    return this.#virtual.range
  }
}
