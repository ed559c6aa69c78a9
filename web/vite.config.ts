/** Builds the page into dist/, which the binary embeds, and runs the page tests. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The host stays the page's own: the server refuses writes from another site.
const server = {
  target: process.env.WATERLINE_SERVER ?? 'http://127.0.0.1:8080',
  changeOrigin: false,
}

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy of the server knows no data: scripts, styles or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server, '/fonts': server } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
    // Whole views on a busy machine take their time.
    testTimeout: 30_000,
  },
})
