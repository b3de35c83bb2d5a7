import { svelte } from '@sveltejs/vite-plugin-svelte'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

// The Go program serves what is built here from dist/app. While developing,
// Vite serves the page and hands /api to a running server.
const server = process.env.TRIPTYCH_SERVER ?? 'http://127.0.0.1:8080'

/** Makes worker.js of the files that were built. Its name for them changes whenever one of them does. */
function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const hash = createHash('sha256')
        for (const name of Object.keys(bundle).sort()) {
          const file = bundle[name]!
          hash.update(name).update(file.type === 'chunk' ? file.code : file.source)
        }
        const files = Object.keys(bundle).filter(name => name.startsWith('assets/'))
        const paths = [...files, 'mark.svg'].map(name => `/${name}`)
        const source = readFileSync(new URL('worker.js', import.meta.url), 'utf8')
          .replace('__BUILD__', hash.digest('hex').slice(0, 16))
          .replace('__FILES__', JSON.stringify(paths))
        this.emitFile({ type: 'asset', fileName: 'worker.js', source })
      },
    },
  }
}

export default defineConfig({
  plugins: [svelte(), shell()],
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    // The sentences of findings lie with the checks.
    fs: { allow: ['..'] },
    proxy: { '/api': { target: server, ws: true } },
  },
})
