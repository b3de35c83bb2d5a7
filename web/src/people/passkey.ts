// Passkeys as the browser knows them: it shows and asks, the server makes the challenges.

import type { Me } from '../api'
import { Failure, sendJSON } from '../http'

interface Options {
  publicKey: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON
}

/** What keeps passkeys from being used here, as the key of a sentence; '' = nothing. */
export function hinders(): string {
  if (/^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, ''))) return 'passkey.address'
  const known =
    typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
  return known ? '' : 'page.passkey.none'
}

/** Whether the browser offers passkeys in the field of the e-mail address. */
export async function offersInField(): Promise<boolean> {
  return !hinders() && !!(await PublicKeyCredential.isConditionalMediationAvailable?.())
}

const begin = (path: string) => sendJSON<Options>('POST', `${path}/begin`)

/** Whoever has the browser closed its question, or it took too long: nothing is wrong. */
export class Declined extends Error {}

async function asked(question: Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await question
    if (credential instanceof PublicKeyCredential) return credential.toJSON()
  } catch (e) {
    const { name } = e as Error
    if (name === 'InvalidStateError')
      throw new Failure('conflict', 409, {
        code: 'conflict',
        key: 'passkey.again',
        message: 'this passkey is here already',
      })
    if (name !== 'NotAllowedError' && name !== 'AbortError') throw e
  }
  throw new Declined()
}

/** Has a challenge of an address signed, and returns what it answers. */
export async function sign<T>(path: string, more: CredentialRequestOptions = {}): Promise<T> {
  const { publicKey } = await begin(path)
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey)
  const credential = await asked(navigator.credentials.get({ ...more, publicKey: options }))
  return sendJSON<T>('POST', path, { credential })
}

/** Makes a passkey. The browser is asked only once the server has said that it may be. */
export async function make(name: string): Promise<Me> {
  const { publicKey } = await begin('/api/me/passkeys')
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey)
  const credential = await asked(navigator.credentials.create({ publicKey: options }))
  return sendJSON<Me>('POST', '/api/me/passkeys', { name, credential })
}
