// Heavy work that waits on the server or is under way there.

import { getJSON, sendJSON } from '../http'

export interface Job {
  id: string
  kind: 'align' | 'realign' | 'revise' | 'export'
  /** the share */
  done: number
  /** how many are before it; not there: it is under way */
  wait?: number
  /** of the document, where one may see it */
  title?: string
  mine?: boolean
  /** whose it is, where not one's own */
  who?: string
}

/** What each kind is called, by key. */
export const JOBS: Record<Job['kind'], string> = {
  align: 'page.job.align',
  realign: 'page.job.realign',
  revise: 'page.job.revise',
  export: 'page.job.export',
}

/** Tells of the jobs until the function that it returns is called: at once and then as often as asked. */
export function watchJobs(every: number, tell: (jobs: Job[]) => void): () => void {
  let ended = false
  let timer: ReturnType<typeof setTimeout>
  const ask = async () => {
    const jobs = await getJSON<Job[]>('/api/jobs').catch(() => null)
    if (ended) return
    if (jobs) tell(jobs)
    timer = setTimeout(ask, every)
  }
  timer = setTimeout(ask, Math.min(every, 400))
  return () => {
    ended = true
    clearTimeout(timer)
  }
}

/** One that has ended meanwhile needs no calling off. */
export const callOff = (job: Job) => sendJSON('DELETE', `/api/jobs/${job.id}`).catch(() => {})
