/**
 * `npm start`: builds what is out of date, then opens the desktop app. Where there is no display, or its runtime cannot be had,
 * it says so in one line and serves the same interface to a browser. Arguments are passed on: `npm start -- --port 5001`.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, pinnedNode, root } from './build.mjs'

const electronFolder = join(root, 'node_modules/electron')
const downloadDeadlineMs = 60_000
/** A desktop that ends with an error this soon has not come up: a missing library, a sandbox that is not allowed. */
const comeUpMs = 10_000
const args = process.argv.slice(2)

try {
  await ensureBuilt()
  process.exitCode = await openDesktop()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

async function openDesktop() {
  if (!hasDisplay()) return serve('There is no display here')
  const runtime = electronRuntime() ?? (await downloadRuntime())
  if (runtime === undefined) return serve('The desktop runtime could not be downloaded')
  const startedAt = Date.now()
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const code = await run(runtime, [root, ...args], { env })
  if (code !== 0 && Date.now() - startedAt < comeUpMs) return serve('The desktop runtime cannot start here')
  return code
}

function serve(reason) {
  console.log(`${reason}, so the interface is served to your browser.`)
  return run(pinnedNode(), [join(root, 'out/main/cli.js'), 'serve', ...args])
}

function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

/** Where the runtime's package says that its program is, if it is there. */
function electronRuntime() {
  const pathFile = join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronFolder, 'dist'), readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : undefined
}

async function downloadRuntime() {
  console.log('Downloading the desktop runtime…')
  await run(pinnedNode(), [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: downloadDeadlineMs, killSignal: 'SIGKILL' })
  return electronRuntime()
}

/** Answers the exit code. What ends this process ends the child. */
function run(program, programArgs, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: process.cwd(), stdio: 'inherit', ...options })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    const done = (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass)
      resolve(code)
    }
    child.once('error', () => done(1))
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
  })
}
