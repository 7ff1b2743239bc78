/**
 * `npm test`: everything that must hold, from a fresh checkout with its packages installed. Checks, builds, runs both test
 * runners, and ends with one line: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, pinnedNode, root } from './build.mjs'
import { provideChromium } from './chromium.mjs'
import { countPlaywright, countVitest, resultLine, secondTries, sum } from './count-tests.mjs'

const reports = join(root, 'test-results')
const unitReport = join(reports, 'unit.json')
const browserReport = join(reports, 'e2e.json')
const minute = 60_000

const checks = [
  ['lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['types', ['node_modules/typescript/bin/tsc', '--build']]
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const counts = [...(await runChecks()), await runUnitTests(), await runBrowserTests()]
const total = sum(counts)
for (const name of secondTries(readReport(unitReport), readReport(browserReport))) console.log(`Passed on its second try: ${name}`)
console.log(resultLine(total))
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

/** A check counts as one failure when it fails, and as nothing when it holds. */
async function runChecks() {
  const results = []
  for (const [name, args] of checks) results.push(await step(name, args, { deadlineMs: 10 * minute }))
  return results.map((held) => ({ passed: 0, failed: held ? 0 : 1, skipped: 0 }))
}

async function runUnitTests() {
  const built = await attempt('build', ensureBuilt)
  // The desktop's tests open pages as well.
  const path = await chromiumPath()
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '-c',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitReport}`
  ]
  const held = await step('tests', args, { deadlineMs: 25 * minute, env: { HOOKLAB_NO_BUILD: '1', ...(path && { CHROMIUM_PATH: path }) } })
  return countVitest(readReport(unitReport), held && built)
}

async function runBrowserTests() {
  const path = await chromiumPath()
  if (path === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'test/e2e/playwright.config.ts']
  const env = { HOOKLAB_NO_BUILD: '1', CHROMIUM_PATH: path, HOOKLAB_E2E_REPORT: browserReport }
  const held = await step('browser tests', args, { deadlineMs: 25 * minute, env })
  return countPlaywright(readReport(browserReport), held)
}

/** Found or installed; nothing, and said, when neither can be done. */
async function chromiumPath() {
  let path
  await attempt('chromium', () => {
    path = provideChromium()
  })
  return path
}

async function attempt(name, action) {
  try {
    await action()
    return true
  } catch (error) {
    console.error(`${name}: ${error.message}`)
    return false
  }
}

/** Runs a tool under the pinned Node and answers whether it ended well in time. */
function step(name, args, { deadlineMs, env = {} }) {
  const startedAt = Date.now()
  console.log(`\n— ${name}`)
  return new Promise((resolve) => {
    const child = spawn(pinnedNode(), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    const timer = setTimeout(() => {
      console.error(`${name}: not done after ${deadlineMs / minute} minutes, so it was ended.`)
      child.kill('SIGKILL')
    }, deadlineMs)
    const done = (held) => {
      clearTimeout(timer)
      console.log(`— ${name}: ${held ? 'held' : 'FAILED'} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
      resolve(held)
    }
    child.once('error', () => done(false))
    child.once('exit', (code) => done(code === 0))
  })
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
