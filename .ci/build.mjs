/**
 * Builds `out/` when it is missing or older than the sources. Several processes may ask at once: one builds, the others wait.
 * A build takes its place whole or not at all, so what runs from `out/` never meets half of one.
 * `node .ci/build.mjs` does it by hand.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules/.cache/hooklab')
const lock = join(cache, 'build.lock')
const stampFile = join(cache, 'build-stamp')
const draft = join(cache, 'draft')
const retired = join(cache, 'retired')
const buildDeadlineMs = 300_000

/** The Node that the project pins, or the one that runs this file where it is not installed. */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = join(root, 'node_modules/node/bin', name)
  return existsSync(pinned) ? pinned : process.execPath
}

/** Answers whether anything had to be built. Errors: rejects when the build fails. */
export async function ensureBuilt() {
  mkdirSync(cache, { recursive: true })
  await takeLock()
  try {
    const stamp = sourceStamp()
    if (isBuilt() && readStamp() === stamp) return false
    await runBuild()
    putInPlace()
    writeFileSync(stampFile, stamp)
    return true
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function isBuilt() {
  return existsSync(join(root, 'out/main/cli.js')) && existsSync(join(root, 'out/renderer/index.html'))
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
}

/** Changes when a source file is added, removed or written. */
function sourceStamp() {
  const hash = createHash('sha256')
  for (const folder of ['electron', 'renderer']) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    for (const file of files) addToStamp(hash, file)
  }
  addToStamp(hash, join(root, 'package-lock.json'))
  return hash.digest('hex')
}

function addToStamp(hash, file) {
  const { mtimeMs, size } = statSync(file)
  hash.update(`${file}\0${mtimeMs}\0${size}\n`)
}

function putInPlace() {
  const out = join(root, 'out')
  rmSync(retired, { recursive: true, force: true })
  if (existsSync(out)) renameSync(out, retired)
  renameSync(draft, out)
  rmSync(retired, { recursive: true, force: true })
}

function runBuild() {
  rmSync(draft, { recursive: true, force: true })
  const args = ['node_modules/electron-vite/bin/electron-vite.js', 'build', '-c', 'electron/electron.vite.config.ts', '--logLevel', 'warn']
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: buildDeadlineMs,
      env: { ...process.env, HOOKLAB_OUT: draft }
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed.\n${output.trim()}`))))
  })
}

/** A folder is the lock: making one is atomic everywhere. A lock whose owner is gone is taken over. */
async function takeLock() {
  const deadline = Date.now() + buildDeadlineMs
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned()) rmSync(lock, { recursive: true, force: true })
    else if (Date.now() > deadline) throw new Error(`Another build has held ${lock} for too long. Remove that folder and try again.`)
    else await wait(100)
  }
}

function isAbandoned() {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    // No pid file yet means that its maker is just about to write it, unless it has been so for a while.
    if (error.code === 'ESRCH') return true
    return error.code === 'ENOENT' && existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 5_000
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
