// Files out of folders and zips, as far as they may be texts.

import { decode } from './guess'
import { phrase } from '../words.svelte'

export interface Packed {
  /** With slashes, from the folder that was chosen. */
  path: string
  file: File
}

/** How much is taken at a time. */
export const MOST = { files: 2000, bytes: 512 * 2 ** 20 }

const hidden = (path: string) => /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$|~\$)/i.test(path)

export const isZip = (file: File) => /\.zip$/i.test(file.name)

/** A zip's files. Throws a sentence for the reader where it cannot be unpacked whole. */
async function unzip(zip: File): Promise<Packed[]> {
  const { BlobReader, BlobWriter, ZipReader, ERR_ENCRYPTED } = await import('@zip.js/zip.js/index-native.js')
  // The page allows no scripts but its own: no workers.
  const reader = new ZipReader(new BlobReader(zip), { useWebWorkers: false })
  try {
    const out: Packed[] = []
    let bytes = 0
    for await (const entry of reader.getEntriesGenerator()) {
      const path = decode(entry.rawFilename.slice().buffer).replaceAll('\\', '/')
      if (entry.directory || hidden(path)) continue
      bytes += entry.uncompressedSize
      if (out.length >= MOST.files || bytes > MOST.bytes) throw new Error(tooMuch())
      if (entry.encrypted) throw new Error(ERR_ENCRYPTED)
      const data = await entry.getData(new BlobWriter(), { checkSignature: true })
      out.push({ path, file: new File([data], path.split('/').at(-1)!) })
    }
    return out
  } catch (e) {
    const message = (e as Error).message
    if (message === tooMuch()) throw e
    throw new Error(
      message === ERR_ENCRYPTED
        ? phrase('page.many.locked', { name: zip.name })
        : phrase('page.many.damaged', { name: zip.name }),
      { cause: e },
    )
  } finally {
    await reader.close()
  }
}

const tooMuch = () =>
  phrase('page.many.much', { files: String(MOST.files), size: String(MOST.bytes / 2 ** 20) })

/** What was chosen, with what is in its zips. */
export async function unpack(files: readonly Packed[]): Promise<Packed[]> {
  const out: Packed[] = []
  for (const f of files) {
    if (hidden(f.path)) continue
    if (isZip(f.file)) out.push(...(await unzip(f.file)))
    else out.push(f)
    if (out.length > MOST.files) throw new Error(tooMuch())
  }
  return out
}

/** The files of a chooser, in their folders. */
export const chosen = (files: Iterable<File>): Packed[] =>
  Array.from(files, file => ({ path: file.webkitRelativePath || file.name, file }))

/** What was dropped, folders with all that is in them. The list of a drop is gone once its handler has
 *  returned: what it holds is taken at once, and read afterwards. */
export function dropped(transfer: DataTransfer): Promise<Packed[]> {
  const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry() ?? [])
  if (!entries.some(e => e.isDirectory)) return Promise.resolve(chosen(transfer.files))
  return walk(entries)
}

async function walk(entries: readonly FileSystemEntry[]): Promise<Packed[]> {
  const out: Packed[] = []
  for (const entry of entries) {
    const path = entry.fullPath.replace(/^\//, '')
    if (hidden(path)) continue
    if (entry.isFile) {
      const file = await new Promise<File>((ok, no) => (entry as FileSystemFileEntry).file(ok, no))
      out.push({ path, file })
    } else {
      const reader = (entry as FileSystemDirectoryEntry).createReader()
      for (;;) {
        // A folder is read in batches; the last one is empty.
        const batch = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no))
        if (!batch.length) break
        out.push(...(await walk(batch)))
      }
    }
    if (out.length > MOST.files) throw new Error(tooMuch())
  }
  return out
}
