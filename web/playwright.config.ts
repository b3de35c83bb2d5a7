import { defineConfig } from '@playwright/test'

// The system's Chromium; each test file starts its own server (e2e/server.ts).
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  retries: process.env.CI ? 1 : 0,
  reporter: process.env.CI ? 'line' : 'list',
  use: {
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Frames as soon as they are ready: what a key takes in the program, without the
        // wait for the next refresh of a screen (up to 16.7 ms at 60 Hz). See speed.spec.ts.
        ...(process.env.FRAMES === 'free' ? ['--disable-frame-rate-limit', '--disable-gpu-vsync'] : []),
      ],
    },
  },
})
