// The unit one was at: in the address, so that it can be sent to somebody, and
// in this browser, so that the document opens there again.

const name = (doc: string) => `triptych.place.${doc}`

export function wantedPlace(doc: string): string {
  const linked = /^#u=([\w-]+)$/.exec(location.hash)
  try {
    return linked?.[1] ?? localStorage.getItem(name(doc)) ?? ''
  } catch {
    return linked?.[1] ?? ''
  }
}

let soon: ReturnType<typeof setTimeout> | undefined

/** Writes it a moment later: browsers limit how often a page may change its address. */
export function keepPlace(doc: string, unit: string) {
  clearTimeout(soon)
  soon = setTimeout(() => write(doc, unit), 300)
}

export function leavePlace() {
  clearTimeout(soon)
}

function write(doc: string, unit: string) {
  history.replaceState(history.state, '', `${location.pathname}#u=${unit}`)
  try {
    localStorage.setItem(name(doc), unit)
  } catch {
    // The address still has it.
  }
}
