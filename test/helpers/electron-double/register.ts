/** Given to Node with `--import`: the module `electron` is the double from here on. */
import { registerHooks } from 'node:module'

const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'electron' ? double : specifier, context)
})
