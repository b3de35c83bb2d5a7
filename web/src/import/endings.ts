// What kinds of files can be read, as the server has them in its one table.

import { getJSON } from '../http'

export interface FileKind {
  name: string
  extensions: string[]
  /** texts can be written back into such a file */
  back: boolean
  /** a file may hold several versions and says which */
  many: boolean
}

let kinds: FileKind[] = []
let exports: string[] = []

/** Asks the server once; the page can do nothing with files before it has the answer. */
export async function loadKinds(): Promise<void> {
  if (kinds.length) return
  const all = await getJSON<{ files: FileKind[]; exports: string[] }>('/api/formats')
  kinds = all.files
  exports = all.exports
}

/** What documents can be exported as. */
export async function exportNames(): Promise<string[]> {
  await loadKinds()
  return exports
}

/** For a file chooser: those files, and whatever the system takes for text. */
export const accepted = (): string => [...kinds.flatMap(k => k.extensions), 'text/*'].join(',')

/** The endings of those files, for people to read. */
export const endingNames = (): string => kinds.map(k => k.extensions[0].slice(1).toUpperCase()).join(', ')

const ending = (kind: FileKind, name: string) => kind.extensions.find(e => name.toLowerCase().endsWith(e))

const kindOf = (name: string) => kinds.find(k => ending(k, name))

/** Whether a file of this name can be read. */
export const readable = (name: string): boolean => !!kindOf(name)

/** Whether a file of this name may hold several versions, and says itself which. */
export const holdsMany = (name: string): boolean => !!kindOf(name)?.many

/** A file's name without the ending of its kind; as it is when it has none. */
export function stem(name: string): string {
  const kind = kindOf(name)
  const tail = kind ? ending(kind, name)! : /\.(txt|text|md|markdown|html?)$/i.exec(name)?.[0]
  return tail ? name.slice(0, name.length - tail.length) : name
}
