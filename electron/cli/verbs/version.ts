/** `hooklab version` */
import { readPackage } from '../../host/package-root.ts'
import { UsageError, type Verb } from '../verb.ts'

export const version: Verb = {
  help: 'hooklab version\n\nPrints the version.',
  run(args) {
    if (args.length > 0) throw new UsageError('it takes no arguments.')
    process.stdout.write(`${readPackage().version}\n`)
    return Promise.resolve(0)
  }
}
