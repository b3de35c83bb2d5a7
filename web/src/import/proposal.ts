// What is asked of the server to make a document of files: a proposal, then the document.

import type { Preview, PreviewLine } from '../api'
import { Failure, readLines, request } from '../http'

/** How far a proposal is: the share that is done, and of what. */
export interface Reached {
  share: number
  stage: string
}

/** Lines up the files of a form. */
export async function propose(
  form: FormData,
  signal: AbortSignal,
  at: (r: Reached) => void,
): Promise<Preview> {
  const answer = await request('/api/preview', { method: 'POST', body: form, signal })
  let found: Preview | undefined
  await readLines(answer, raw => {
    const line = raw as PreviewLine
    if ('error' in line) throw new Failure(line.error.code, 0, line.error)
    if ('preview' in line) found = line.preview
    else at({ share: line.progress, stage: line.stage })
  })
  if (!found) throw new Failure('offline')
  return found
}

/** Makes the document of a proposal; its files go with it, so that texts can be written back into them. */
export async function found(
  form: FormData,
  preview: Preview,
  title: string,
  signal?: AbortSignal,
): Promise<string> {
  const versions = Object.fromEntries(
    Object.entries(preview.versions).map(([v, { segments }]) => [
      v,
      { segments: segments.map(({ text, kind }) => ({ text, kind })) },
    ]),
  )
  form.set('document', JSON.stringify({ title, versions, units: preview.units }))
  const answer = await request('/api/documents', { method: 'POST', body: form, signal })
  const { id }: { id: string } = await answer.json()
  return id
}
