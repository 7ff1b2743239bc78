/** Runs all but the browser tests. Real sockets and files throughout, so files run in separate processes. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    // Worker threads run the sources as they are; with their stripped form at hand none of them has to load the compiler.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)) },
    pool: 'forks',
    // One more than the cores: many of these wait for deadlines of real servers.
    maxWorkers: 3,
    // A second try tells a busy machine from a defect; what needed one is listed before the result.
    retry: process.env['CI'] === undefined ? 0 : 1,
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
