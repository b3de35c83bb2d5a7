// Client-side routes. The server answers every page address with the same
// index.html; what is shown follows from the path.

import { save } from './ui/save'

const PAGES = {
  '/': 'documents',
  '/import': 'import',
  '/about': 'about',
  '/findings': 'findings',
  '/concordance': 'concordance',
  '/sign-in': 'signin',
  '/first': 'first',
  '/invited': 'invited',
  '/me': 'me',
  '/people': 'people',
  '/projects': 'projects',
  '/tray': 'tray',
  '/record': 'record',
  '/inbox': 'inbox',
} as const
export type Page = (typeof PAGES)[keyof typeof PAGES] | 'missing'

export type Route = { page: Page } | { page: 'workbench'; doc: string }

export function parse(path: string): Route {
  if (path in PAGES) return { page: PAGES[path as keyof typeof PAGES] }
  const doc = /^\/d\/([\w-]+)\/?$/.exec(path)
  return doc ? { page: 'workbench', doc: doc[1] } : { page: 'missing' }
}

class Router {
  #path = $state(location.pathname)
  readonly route = $derived(parse(this.#path))

  constructor() {
    addEventListener('popstate', () => (this.#path = location.pathname))
    addEventListener('click', e => this.#click(e))
  }

  go(path: string) {
    history.pushState(null, '', path)
    this.#path = location.pathname
    scrollTo(0, 0)
  }

  /** Plain clicks on links inside the application do not load a page. */
  #click(e: MouseEvent) {
    if (e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
    const a = (e.target as Element).closest?.('a[href]') as HTMLAnchorElement | null
    if (!a || a.target || a.origin !== location.origin) return
    if (a.hasAttribute('download')) {
      e.preventDefault()
      return void save(a.href, a.download)
    }
    if (a.pathname.startsWith('/api/') || parse(a.pathname).page === 'missing') return
    e.preventDefault()
    this.go(a.pathname + a.search + a.hash)
  }
}

export const router = new Router()
