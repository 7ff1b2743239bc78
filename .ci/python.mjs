/** A Python with one of the distribution's packages: the one that is here, or one that is installed now. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const usualPlaces = ['/usr/bin/python3', 'python3', 'python']
const installDeadlineMs = 180_000

/**
 * The path of a Python that can import `module`; `debianPackage` is installed where that is possible and needed.
 * Errors: throws with what to install.
 */
export function providePython(module, debianPackage) {
  const found = usualPlaces.find((path) => imports(path, module))
  if (found !== undefined) return found
  installDebianPackage(debianPackage)
  if (imports('/usr/bin/python3', module)) return '/usr/bin/python3'
  throw new Error(
    `No Python with the package ${module} was found, and none could be installed. On Debian: apt-get install ${debianPackage}.`
  )
}

function imports(path, module) {
  return spawnSync(path, ['-c', `import ${module}`], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function installDebianPackage(name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: installDeadlineMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options)
}
