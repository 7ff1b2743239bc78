/** `hooklab tunnel`: how the tunnel of a running Hooklab stands, and whether it hears. */
import type { SelfTest, Tunnel } from '../../contract/index.ts'
import { controlFlags, controlHelp, withHooklab, type Client } from '../client/connect.ts'
import { readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import { printable, tunnelLine } from '../serve/delivery-lines.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab tunnel [status | check | test | log] [FLAGS]

  status              How it stands; without an action this one
  check               Prove now that the public URL leads here, and tell the outcome
  test                Send a signed sample through the public URL, and tell each hop or where it stopped
  log                 What it has been through, oldest first
${controlHelp}

Ends with 0 when the tunnel is online or the test went through; 1 when not or no Hooklab runs, 2 when it was written wrongly.`

type Action = (client: Client, json: boolean) => Promise<number>

const actions: Readonly<Record<string, Action>> = {
  status: async (client, json) => tellTunnel(await client.tunnel.get(), json),
  check: async (client, json) => tellTunnel(await client.tunnel.check(), json),
  async test(client, json) {
    const result = await client.tunnel.selfTest({})
    await printLine(json ? JSON.stringify(result) : describeTest(result))
    return result.passed ? 0 : 1
  },
  async log(client, json) {
    const { log, state } = await client.tunnel.get()
    for (const entry of log) {
      const { at, state: then, text } = entry
      await printLine(json ? JSON.stringify(entry) : printable(`${new Date(at).toISOString()} ${then.padEnd(12)} ${text}`))
    }
    return state === 'online' ? 0 : 1
  }
}

export const tunnel: Verb = {
  help,
  run(args) {
    const { values, positionals } = readFlags(args, controlFlags, 'status, check, test or log')
    const [name = 'status', ...more] = positionals
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (action === undefined || more.length > 0)
      throw new UsageError(`there is no such action. Actions: ${Object.keys(actions).join(', ')}.`)
    return withHooklab(values, ({ client }) => action(client, values.json === true))
  }
}

async function tellTunnel(shown: Tunnel, json: boolean): Promise<number> {
  await printLine(json ? JSON.stringify(shown) : tunnelLine(shown))
  return shown.state === 'online' ? 0 : 1
}

const marks = { passed: '✓', failed: '✗', skipped: '–', missed: ' ' } as const

function describeTest({ hops, summary, totalMs }: SelfTest): string {
  const lines = hops.map(({ station, state, text, atMs, remedy }) => {
    const time = atMs === undefined ? '' : `${atMs} ms`
    const line = `${marks[state]} ${station.padEnd(9)} ${time.padStart(9)}  ${printable(text)}`
    return remedy === undefined ? line : `${line}\n${' '.repeat(23)}${printable(remedy)}`
  })
  return [...lines, '', `${printable(summary)} ${totalMs} ms.`].join('\n')
}
