/** `hooklab tunnel`: how the tunnel of a running Hooklab stands, and whether it hears. */
import type { SelfTest, Tunnel } from '../../contract/index.ts'
import { controlFlags, controlHelp, withHooklab, type Client } from '../client/connect.ts'
import { describeFallbacks, readFallbacks } from '../client/fallbacks.ts'
import { readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import { printable, tunnelLine } from '../serve/delivery-lines.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab tunnel [status | check | test | log | fallbacks | back] [FLAGS]

  status              How it stands; without an action this one
  check               Prove now that the public URL leads here, and tell the outcome
  test                Send a signed sample through the public URL, and tell each hop or where it stopped
  log                 What it has been through, oldest first
  fallbacks [TUNNEL…] What is tried, in order, when the tunnel that you open can't be had, and how each stands. With tunnels,
                      sets them: DRIVER or DRIVER,NAME=VALUE,…, with names as in the API; "off" sets none
                      hooklab tunnel fallbacks localtunnel,host=https://lt.example.com cloudflared
  back                Try the tunnel that you opened again; the fallback is left once that is proven
    --patience TIME   With fallbacks: how long a tunnel that does not receive is waited for: 10s to 60m
    --go-back WHEN    With fallbacks: by-hand; when-lost, when the fallback is lost; or every so often as well: 10m
${controlHelp}

Ends with 0 when the tunnel is online, the test went through or the fallbacks were shown or set; 1 when not or no Hooklab runs,
2 when it was written wrongly.`

interface Asked {
  readonly json: boolean
  /** What stands behind the action. */
  readonly words: readonly string[]
  readonly patience: string | undefined
  readonly goBack: string | undefined
}

type Action = (client: Client, asked: Asked) => Promise<number>

const actions: Readonly<Record<string, Action>> = {
  status: async (client, { json }) => tellTunnel(await client.tunnel.get(), json),
  check: async (client, { json }) => tellTunnel(await client.tunnel.check(), json),
  async test(client, { json }) {
    const result = await client.tunnel.selfTest({})
    await printLine(json ? JSON.stringify(result) : describeTest(result))
    return result.passed ? 0 : 1
  },
  async log(client, { json }) {
    const { log, state } = await client.tunnel.get()
    for (const entry of log) {
      const { at, state: then, text } = entry
      await printLine(json ? JSON.stringify(entry) : printable(`${new Date(at).toISOString()} ${then.padEnd(12)} ${text}`))
    }
    return state === 'online' ? 0 : 1
  },
  async fallbacks(client, { json, ...wishes }) {
    const change = readFallbacks(wishes)
    const { tunnelFallbacks: kept } =
      change === undefined ? await client.settings.get() : await client.settings.update({ tunnelFallbacks: change })
    const lines = json ? [JSON.stringify(kept)] : describeFallbacks(kept, await client.tunnel.get())
    for (const line of lines) await printLine(line)
    return 0
  },
  back: async (client, { json }) => tellTunnel(await client.tunnel.goBack(), json)
}

const flags = { ...controlFlags, patience: { type: 'string' }, 'go-back': { type: 'string' } } as const

export const tunnel: Verb = {
  help,
  run(args) {
    const { values, positionals } = readFlags(args, flags, Object.keys(actions).join(', '))
    const [name = 'status', ...words] = positionals
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    const { patience, 'go-back': goBack } = values
    const isMore = words.length > 0 || patience !== undefined || goBack !== undefined
    if (action === undefined || (isMore && name !== 'fallbacks'))
      throw new UsageError(`there is no such action. Actions: ${Object.keys(actions).join(', ')}.`)
    return withHooklab(values, ({ client }) => action(client, { json: values.json === true, words, patience, goBack }))
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
