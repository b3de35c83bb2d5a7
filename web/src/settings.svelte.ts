// What a person has chosen for this browser, kept in localStorage.

import { LANGUAGES, type Language } from './lang'
import type { Version } from './message'

export interface Settings {
  theme: 'auto' | 'light' | 'dark'
  contrast: 'auto' | 'more'
  language: Language
  /** Face and size of the documents' text. */
  face: 'serif' | 'sans'
  size: 'small' | 'medium' | 'large'
  /** Name that others see. */
  name: string
  /** Time zone of times that are shown; '' = the browser's. */
  zone: string
  /** Keys that differ from the defaults: action id → combination. */
  keys: Record<string, string>
  /** Versions whose columns are not shown in the workbench. */
  hidden: Version[]
  /** How wide the columns of versions are, one to the other; 1 where nothing is said. */
  widths: Partial<Record<Version, number>>
  /** Whether the translation memory stands below the rows. */
  memory: boolean
  /** The first steps that were done, or put away. */
  steps: string[]
  /** What was done last by the list of all that can be done, the newest first. */
  recent: string[]
}

const KEY = 'triptych.settings'

function preferredLanguage(): Language {
  for (const tag of navigator.languages ?? []) {
    if (/^zh-(Hant|TW|HK|MO)/i.test(tag)) return 'zh-Hant'
    if (/^zh/i.test(tag)) return 'zh-Hans'
    if (/^en/i.test(tag)) return 'en'
  }
  return 'en'
}

function stored(): Settings {
  const defaults: Settings = {
    theme: 'auto',
    contrast: 'auto',
    language: preferredLanguage(),
    face: 'serif',
    size: 'medium',
    name: '',
    zone: '',
    keys: {},
    hidden: [],
    widths: {},
    memory: false,
    steps: [],
    recent: [],
  }
  try {
    const kept = { ...defaults, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') }
    return LANGUAGES.includes(kept.language) ? kept : { ...kept, language: defaults.language }
  } catch {
    return defaults
  }
}

export const settings: Settings = $state(stored())

/** Whether the system asks for high contrast; it may change while the page is open. */
const contrasting = globalThis.matchMedia?.('(prefers-contrast: more)')
const system = $state({ contrast: contrasting?.matches ?? false })
contrasting?.addEventListener('change', e => (system.contrast = e.matches))

/** Writes the settings and puts what CSS needs on the root element; call once, in an effect. */
export function applySettings() {
  const root = document.documentElement
  root.dataset.theme = settings.theme
  root.dataset.contrast = settings.contrast === 'more' || system.contrast ? 'more' : 'normal'
  root.dataset.face = settings.face
  root.dataset.size = settings.size
  root.lang = settings.language
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
