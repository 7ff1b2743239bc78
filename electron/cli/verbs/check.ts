/** `hooklab check`: tries an app with good, bad and odd requests, and says what to fix. */
import { checkCases } from '../../core/checks/registry.ts'
import type { Verb } from '../verb.ts'

const help = `hooklab check --provider ID --secret SECRET --target URL [FLAGS]

Sends rightly signed, wrongly signed, repeated, odd and broken requests to your app, and reports how it took them.
It needs no running Hooklab.

  --provider ID       How your app verifies: stripe, github, slack, shopify, standard-webhooks, generic, …
  --secret SECRET     What it verifies with: env:NAME, file:PATH, or the value itself. Give it twice while you roll it: the first signs
  --target URL        Your app's webhook route, on this machine

  --type TYPE         The sample event to make all requests of; the provider's first when left out
  --state-url URL     Answers with JSON that shows what events have done (orders, sums). It is read before and after,
                      to prove that a duplicate had one effect
  --report FORMAT     json, junit or markdown, to standard output
  --out FILE          Writes the report there instead (json when no format is given)
  --only CASE         Run this case; may be given several times. --skip CASE leaves one out
  --option NAME=VALUE An option of the provider's scheme, as an endpoint has them
  --answer-within S   Seconds that an answer may take; the provider's own limit when left out
  --allow-remote      The target may be on another machine. Use it for your own servers only

Ends with 0 when nothing failed (warnings are fine), 1 when a case failed, 2 when the check could not run or a flag is wrong.

Cases:

${checkCases.map(({ id, title }) => `  ${id.padEnd(28)}${title}`).join('\n')}`

export const check: Verb = {
  help,
  async run(args) {
    const { readCheckOptions } = await import('../check/check-options.ts')
    const { runCheckCommand } = await import('../check/run-check-command.ts')
    return runCheckCommand(() => readCheckOptions(args))
  }
}
