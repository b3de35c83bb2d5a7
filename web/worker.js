// Keeps the shell of the application, so that the page itself loads without the
// server. Documents are not kept here: what the page shows comes over its own
// connection, and it says so when there is none. vite.config.ts fills in what was
// built; a new build is another file, which browsers notice and put in place.

const CACHE = 'triptych-__BUILD__'
const FILES = __FILES__

self.addEventListener('install', event => {
  const fresh = ['/', ...FILES].map(path => new Request(path, { cache: 'no-cache' }))
  event.waitUntil(
    caches
      .open(CACHE)
      .then(cache => cache.addAll(fresh))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', event => {
  const old = names => names.filter(name => name.startsWith('triptych-') && name !== CACHE)
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(old(names).map(name => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  // The server has the newest page whenever it answers.
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept('/')))
  else if (FILES.includes(pathname)) event.respondWith(kept(pathname).then(file => file ?? fetch(request)))
})

async function kept(path) {
  return (await caches.open(CACHE)).match(path)
}
