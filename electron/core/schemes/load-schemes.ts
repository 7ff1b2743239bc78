/** Finding schemes in modules: each provider file exports one as `scheme`. */
import { readdirSync } from 'node:fs'
import type { Scheme } from './scheme.ts'

/** Imports every provider file of a folder. Errors: throws, naming the file that exports no scheme. */
export async function loadSchemes(folder: URL): Promise<Scheme[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const modules = await Promise.all(names.map(async (name): Promise<[string, unknown]> => [name, await import(new URL(name, folder).href)]))
  return schemesOf(Object.fromEntries(modules))
}

/** The schemes of loaded modules, by file name. */
export function schemesOf(modules: Readonly<Record<string, unknown>>): Scheme[] {
  return Object.entries(modules).map(([file, module]) => {
    if (typeof module === 'object' && module !== null && 'scheme' in module && isScheme(module.scheme)) return module.scheme
    throw new Error(`${file} does not export a scheme.`)
  })
}

function isScheme(value: unknown): value is Scheme {
  return typeof value === 'object' && value !== null && 'id' in value && 'verify' in value && 'identify' in value
}
