/** A Chromium for the browser tests: the one that is here, or one that is installed now. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { pinnedNode, root } from './build.mjs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]
const installDeadlineMs = 240_000

/** The path of a Chromium that starts. Errors: throws with what was tried. */
export function provideChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (starts(given)) return given
    throw new Error(`CHROMIUM_PATH is ${given}, which does not start. Correct it, or unset it to have a Chromium found or installed.`)
  }
  const found = find()
  if (found !== undefined) return found
  // The distribution's package brings the libraries along that Playwright's own download lacks on a bare system.
  for (const install of [installDebianPackage, installPlaywrights]) {
    install()
    const installed = find()
    if (installed !== undefined) return installed
  }
  throw new Error(
    'No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.'
  )
}

function find() {
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path) && starts(path))
}

/** A program without its libraries is no browser. On Windows asking for the version would open a window. */
function starts(path) {
  if (process.platform === 'win32') return existsSync(path)
  return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function installDebianPackage() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('Installing Chromium from the distribution…')
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: installDeadlineMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
}

function installPlaywrights() {
  console.log('Installing Chromium from Playwright…')
  spawnSync(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    cwd: root,
    stdio: 'inherit',
    timeout: installDeadlineMs
  })
}
