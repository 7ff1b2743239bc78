/**
 * Completes package-lock.json: npm drops optional packages of other platforms from it when it cannot fetch them, and
 * `npm ci` then refuses the file on every machine (https://github.com/npm/cli/issues/4828).
 *
 * `node .ci/complete-lock.mjs` writes the missing entries; they get their integrity at the next install that fetches them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const systems = /(?:^|-)(android|darwin|freebsd|linux|openharmony|win32|wasm32)-([a-z0-9]+)(?:-(.+))?$/

/** The entries that a lock file should have and has not, by their place in it. */
export function missingEntries({ packages }) {
  const missing = {}
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isInstalledFor(packages, place, name)) missing[`node_modules/${name}`] = entryOf(name, range, entry.dev === true)
    }
  }
  return missing
}

/** As Node looks for a package: in the dependent's own folder, then in each folder above. */
function isInstalledFor(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true
    if (folder === '') return false
  }
}

function entryOf(name, range, isDev) {
  const [, system, processor, library = ''] = systems.exec(name.split('/').at(-1)) ?? []
  const isWasm = system === 'wasm32'
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(system === undefined ? {} : { cpu: [isWasm ? 'wasm32' : processor] }),
    ...(isDev ? { dev: true } : {}),
    ...(system === 'linux' ? { libc: [library.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(system === undefined || isWasm ? {} : { os: [system] })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingEntries(lock)
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([one], [other]) => one.localeCompare(other, 'en'))
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, undefined, 2)}\n`)
  console.log(`${Object.keys(missing).length} entries added.`)
}
