// Roles and what they are called.

import type { Role } from '../api'
import { VERSIONS } from '../message'
import { phrase, words } from '../words.svelte'

export const ROLES = ['viewer', 'commenter', 'translator', 'editor', 'qa', 'manager', 'admin'] as const

export function roleName(role: string): string {
  return phrase(`page.role.${role}`)
}

/** A role with the versions that it is held to, and where. */
export function roleIn(r: Role): string {
  const only = VERSIONS.filter(v => r.versions?.includes(v)).map(v => words().versions[v])
  const role = only.length
    ? phrase('page.role.of_versions', { role: roleName(r.role), versions: only.join(' · ') })
    : roleName(r.role)
  if (r.kind === 'all') return phrase('page.role.everywhere', { role })
  return phrase('page.role.in', { role, place: r.title || words().imp.untitled })
}

/** Those that somebody may give who has one themselves. */
export function upTo(role: string): readonly string[] {
  return ROLES.slice(0, ROLES.indexOf(role as (typeof ROLES)[number]) + 1)
}
