// Requests to the HTTP interface. Every failure becomes a Failure with one
// sentence for the reader.

import type { ApiError } from './api'

export class Failure extends Error {
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly error?: ApiError,
  ) {
    super(error?.message ?? '')
  }
}

/** Called when the server says that nobody is signed in, or no longer. */
export const signedOut = { hook: () => {} }

export async function request(path: string, init?: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, init)
  } catch (e) {
    if ((e as Error).name === 'AbortError') throw e
    throw new Failure('offline')
  }
  if (answer.ok) return answer
  const error: ApiError | undefined = await answer.json().then(
    body => body?.error,
    () => undefined,
  )
  if (answer.status === 401 && error?.key === 'no.login') signedOut.hook()
  throw new Failure(error?.code ?? 'http', answer.status, error)
}

export async function getJSON<T>(path: string): Promise<T> {
  return (await request(path)).json()
}

export async function sendJSON<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await request(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return answer.status === 204 ? (undefined as T) : answer.json()
}

/** Calls each with every line of an NDJSON answer as it arrives. */
export async function readLines(answer: Response, each: (line: unknown) => void) {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    rest += value ?? ''
    const lines = rest.split('\n')
    rest = done ? '' : lines.pop()!
    for (const line of lines) if (line.trim()) each(JSON.parse(line))
    if (done) return
  }
}
