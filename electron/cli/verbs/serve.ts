/** `hooklab serve`: the listener, and the interface for a browser. */
import { readServeOptions } from '../serve/serve-options.ts'
import type { Verb } from '../verb.ts'

const help = `hooklab serve [FLAGS]

Receives webhooks on http://127.0.0.1:5000 and serves the interface to a browser, until Ctrl+C.

  --port N            Listen on this port; 0 is any. Without it: 5000, or the next free one
  --control-port N    The same for the interface and the control API; 4040
  --data DIR          Keep deliveries and settings there
  --scheme S          How the provider of /webhook signs: generic, standard-webhooks, stripe, github, …
  --secret SECRET     Its signing secret: env:NAME, file:PATH, or the value itself
  --forward URL       Send each delivery on to your app, after it was answered
  --fault PRESET      Fail the provider on purpose, for this run: fail_twice, flaky, down_5_minutes, …; several with commas
  --tunnel DRIVER     Open a public tunnel: localtunnel, manual
  --tunnel-host URL   The tunnel server (localtunnel), or your own public URL (manual)
  --subdomain NAME    The public name to ask for
  --no-open           Do not open a browser
  --json              First line: {"ready":true,"listener":…,"control":…,"token":…,"publicUrl":…}; then a line for each
                      delivery and {"tunnel":…} for each change of the tunnel

--scheme, --secret and --forward set up the endpoint /webhook, and stay set.

Environment
  HOOKLAB_TOKEN       The token of the control API (16 to 256 of A-Z a-z 0-9 . _ ~ -); without it, a new one for each run
  HOOKLAB_SECRET_KEY  Encrypts stored secrets (32 characters or more); without it, a key file in the data folder does
  HOOKLAB_LOG=info    Show all diagnostics on standard error

Ends with 0 after Ctrl+C, 1 when it cannot start, 2 when a flag is wrong.`

export const serve: Verb = {
  help,
  async run(args) {
    const options = readServeOptions(args)
    const { runServer } = await import('../serve/run-server.ts')
    return runServer(options)
  }
}
