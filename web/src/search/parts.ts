// A text of several paragraphs put into as many as a cell has. Plain; no DOM.

/** Cuts a text at its line breaks into n parts; the last one takes what is more, and those behind an end are empty. */
export function parts(text: string, n: number): string[] {
  const lines = text.split('\n')
  return Array.from({ length: n }, (_, i) => (i + 1 < n ? (lines[i] ?? '') : lines.slice(i).join('\n')))
}
