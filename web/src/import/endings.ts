// The endings of the files that can be read. A test of Go's readers demands each of theirs here.

export const ENDINGS = ['.txt', '.text', '.md', '.markdown', '.mdown', '.mkd', '.html', '.htm', '.xhtml']

/** For a file chooser: those files, and whatever the system takes for text. */
export const ACCEPTED = [...ENDINGS, 'text/*'].join(',')

const ending = (name: string) => ENDINGS.find(e => name.toLowerCase().endsWith(e))

/** Whether a file of this name can be read. */
export const textual = (name: string): boolean => !!ending(name)

/** A file's name without such an ending; as it is when it has none. */
export const stem = (name: string): string => name.slice(0, name.length - (ending(name)?.length ?? 0))
