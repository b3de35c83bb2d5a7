// What has been given for each version: a file, or pasted text.

import { VERSIONS, type Kind, type Version } from '../message'
import { holdsMany, loadKinds, readable } from './endings'
import { assign, decode, guessTitle, guessVersion } from './guess'

export interface Source {
  /** The file, when it is one; its bytes go to the server as they are. */
  file: File | null
  /** Pasted text, or what could be read of the file. */
  text: string
}

export class Sources {
  versions: Record<Version, Source> = $state({
    en: { file: null, text: '' },
    'zh-Hans': { file: null, text: '' },
    'zh-Hant': { file: null, text: '' },
  })
  title = $state('')
  /** Files that say themselves which versions they hold. */
  others: File[] = $state.raw([])

  given(v: Version): boolean {
    const { file, text } = this.versions[v]
    return !!file || text.trim() !== ''
  }

  get any(): boolean {
    return this.others.length > 0 || VERSIONS.some(v => this.given(v))
  }

  /** Whether files may be of one document: no more of them than there are versions. */
  fits(files: readonly File[]): boolean {
    return files.filter(f => !holdsMany(f.name)).length <= VERSIONS.length
  }

  /** Takes files in; each goes to its version, or to the one it was dropped on.
   *  Gives the names that are no text files. */
  async take(files: readonly File[], onto?: Version): Promise<string[]> {
    await loadKinds()
    const known = files.filter(f => readable(f.name) || f.type.startsWith('text/'))
    const refused = files.filter(f => !known.includes(f)).map(f => f.name)
    const many = onto ? [] : known.filter(f => holdsMany(f.name))
    const good = known.filter(f => !many.includes(f))
    this.others = [...this.others.filter(o => !many.some(f => f.name === o.name)), ...many]
    const texts = await Promise.all(good.map(async f => decode(await f.slice(0, 400_000).arrayBuffer())))
    const guesses = good.map((f, i) => guessVersion(f.name, texts[i]))
    const taken = good.length < 3 ? VERSIONS.filter(v => this.given(v) && !guesses.includes(v)) : []
    const versions = onto && good.length === 1 ? [onto] : assign(guesses, taken)
    good.slice(0, 3).forEach((file, i) => (this.versions[versions[i]] = { file, text: texts[i] }))
    this.#name()
    return refused
  }

  paste(v: Version, text: string) {
    this.versions[v] = { file: null, text }
    this.#name()
  }

  /** Takes out a file that says itself what it holds. */
  drop(file: File) {
    this.others = this.others.filter(f => f !== file)
  }

  /** Gives every version the text that stood for another. */
  arrange(moves: ReadonlyMap<Version, Version>) {
    const old = { ...this.versions }
    const left = VERSIONS.filter(v => !moves.has(v) && ![...moves.values()].includes(v))
    const free = VERSIONS.filter(v => ![...moves.values()].includes(v) && !left.includes(v))
    for (const v of free) this.versions[v] = { file: null, text: '' }
    for (const [from, to] of moves) this.versions[to] = old[from]
  }

  #name() {
    if (this.title) return
    for (const v of VERSIONS) {
      if (this.given(v)) this.title = guessTitle(this.versions[v].text)
      if (this.title) return
    }
  }

  /** The request for a preview; kinds are what a person has made of an earlier one's segments. */
  form(segments: string, kinds?: Partial<Record<Version, Kind[]>>): FormData {
    const form = new FormData()
    form.set('segments', segments)
    if (kinds) form.set('kinds', JSON.stringify(kinds))
    for (const v of VERSIONS) {
      const { file, text } = this.versions[v]
      if (file) form.set(v, file, file.name)
      else if (text.trim()) form.set(v, new Blob([text], { type: 'text/plain' }), `${v}.txt`)
    }
    for (const file of this.others) form.append('file', file, file.name)
    return form
  }
}
