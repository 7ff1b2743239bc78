/** Browser tests: real Chromium against the built product. Each test starts its own Hooklab. */
import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { chromiumFlags, findChromium } from '../helpers/chromium.ts'

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const executablePath = findChromium()

export default defineConfig({
  testDir: from('.'),
  testMatch: '*.spec.ts',
  outputDir: from('../../test-results/e2e'),
  globalSetup: from('../helpers/browser-set-up.ts'),
  reporter: [['line'], ['json', { outputFile: process.env['HOOKLAB_E2E_REPORT'] ?? from('../../test-results/e2e.json') }]],
  fullyParallel: false,
  workers: 2,
  // A second try tells a busy machine from a defect; what needed one is listed before the result.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    browserName: 'chromium',
    // What can't be pressed or filled says so, long before its test gives up.
    actionTimeout: 60_000,
    viewport: { width: 1366, height: 768 },
    // Recording takes a sixth of the processor time of a run, and nobody looks at the traces of CI.
    trace: process.env['CI'] === undefined ? 'retain-on-failure' : 'off',
    launchOptions: { args: [...chromiumFlags], ...(executablePath === undefined ? {} : { executablePath }) }
  }
})
