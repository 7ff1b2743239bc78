/** `hooklab verify`: checks captured requests, for scripts and CI. */
import { printLine } from '../print.ts'
import type { Verb } from '../verb.ts'

const help = `hooklab verify [FILE | -] [FLAGS]

Verifies captured requests and prints one JSON line for each: {"id":…,"verdict":{"status":…,"reason":…}}

FILE holds JSON lines, or one JSON array; - is standard input. The fields of a request:

  provider      How it is signed: stripe, github, standard-webhooks, …
  secret        The signing secret; or publicKey
  method, url   url is the whole URL that the provider called, or its path and query
  headers       [["Name","value"],…], or {"Name":"value",…}
  bodyBase64    The exact bytes of the body
  now           When it came, in seconds since 1970; without it, now
  id            Comes back in the answer
  scheme        Which of the provider's schemes, where it has more than one
  options       The provider's options, as an endpoint has them

  --provider ID       For requests without a provider
  --secret SECRET     For requests without a secret: env:NAME, file:PATH, or the value itself
  --explain           Add why the verdict is what it is

A request that cannot be read gets {"line":…,"error":{"code":…,"message":…}}, and the rest is verified all the same.

Ends with 0 when none failed, 1 when a verdict is failed or a request cannot be read, 2 when a flag is wrong.`

export const verify: Verb = {
  help,
  async run(args) {
    const { readVerifyOptions } = await import('../verify/verify-options.ts')
    const options = await readVerifyOptions(args)
    const { readRecords } = await import('../verify/read-records.ts')
    const { verifyRecords } = await import('../verify/verify-records.ts')
    const { requests, bad } = await verifyRecords(readRecords(options.source), options, printLine)
    if (requests > 0) return bad === 0 ? 0 : 1
    // Nothing checked is no success: whoever runs this in CI must not take silence for it.
    console.error(`hooklab verify: ${options.source === '-' ? 'standard input' : options.source} holds no request. Give JSON lines.`)
    return 1
  }
}
