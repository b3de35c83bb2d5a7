import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The Go program serves what is built here from dist/app. While developing,
// Vite serves the page and hands /api to a running server.
const server = process.env.TRIPTYCH_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [svelte()],
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
