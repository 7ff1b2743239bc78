/** Where the package is, from source, from the built bundle and from a packed app alike. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface PackageInfo {
  /** An absolute path. */
  readonly root: string
  readonly version: string
}

/** Errors: throws when no folder above this file is the package, which is a broken installation. */
export function readPackage(from: string = import.meta.url): PackageInfo {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const version = versionIn(folder)
    if (version !== undefined) return { root: folder, version }
    if (dirname(folder) === folder) throw new Error('The package.json of Hooklab is missing. Install Hooklab again.')
  }
}

function versionIn(folder: string): string | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const isOurs = typeof found === 'object' && found !== null && 'name' in found && found.name === 'hooklab'
    return isOurs && 'version' in found && typeof found.version === 'string' ? found.version : undefined
  } catch {
    // No package.json here, or one that is not JSON: look further up.
    return undefined
  }
}
