/** `hooklab tunnel`: how the tunnel of a running Hooklab stands, and whether it hears. */
import type { ExposurePatch, SelfTest, Tunnel } from '../../contract/index.ts'
import { controlFlags, controlHelp, withHooklab, type Client } from '../client/connect.ts'
import { describeExposure, exposureFlags, exposureHelp, readExposure, type ExposureValues } from '../client/exposure.ts'
import { describeFallbacks, readFallbacks } from '../client/fallbacks.ts'
import { readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import { printable, tunnelLine } from '../serve/delivery-lines.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab tunnel [status | check | test | log | block | unblock | exposure | fallbacks | back] [FLAGS]

  status              How it stands; without an action this one
  check               Prove now that the public URL leads here, and tell the outcome
  test                Send a signed sample through the public URL, and tell each hop or where it stopped
  log                 What it has been through, oldest first
  block, unblock      Answer everything through the public URL with 503 while the tunnel stays open, until it is unblocked
  exposure            What the public URL lets through; with flags, changes it
  fallbacks [TUNNEL…] What is tried, in order, when the tunnel that you open can't be had, and how each stands. With tunnels,
                      sets them: DRIVER or DRIVER,NAME=VALUE,…, with names as in the API; "off" sets none
                      hooklab tunnel fallbacks localtunnel,host=https://lt.example.com cloudflared
  back                Try the tunnel that you opened again; the fallback is left once that is proven
    --patience TIME   With fallbacks: how long a tunnel that does not receive is waited for: 10s to 60m
    --go-back WHEN    With fallbacks: by-hand; when-lost, when the fallback is lost; or every so often as well: 10m
${exposureHelp}
${controlHelp}

Ends with 0 when the tunnel is online, the test went through, or fallbacks or exposure were shown or set;
1 when not or no Hooklab runs, 2 when it was written wrongly.`

interface Asked {
  readonly json: boolean
  /** What stands behind the action. */
  readonly words: readonly string[]
  readonly patience: string | undefined
  readonly goBack: string | undefined
  readonly exposure: ExposureValues
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
  block: (client, { json }) => tellExposure(client, json, { blocked: true }),
  unblock: (client, { json }) => tellExposure(client, json, { blocked: false }),
  exposure: async (client, { json, exposure }) => tellExposure(client, json, await readExposure(exposure)),
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

const flags = { ...controlFlags, patience: { type: 'string' }, 'go-back': { type: 'string' }, ...exposureFlags } as const
/** Which action a flag belongs to, and whether words may stand behind it. */
const ownFlags: Readonly<Record<string, readonly string[]>> = { fallbacks: ['patience', 'go-back'], exposure: Object.keys(exposureFlags) }

export const tunnel: Verb = {
  help,
  run(args) {
    const { values, positionals } = readFlags(args, flags, Object.keys(actions).join(', '))
    const [name = 'status', ...words] = positionals
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    const { patience, 'go-back': goBack } = values
    const stray = Object.keys(values).find((flag) => !Object.hasOwn(controlFlags, flag) && ownFlags[name]?.includes(flag) !== true)
    if (action === undefined || (words.length > 0 && name !== 'fallbacks'))
      throw new UsageError(`there is no such action. Actions: ${Object.keys(actions).join(', ')}.`)
    if (stray !== undefined) throw new UsageError(`--${stray} does not go with ${name}.`)
    return withHooklab(values, ({ client }) => action(client, { json: values.json === true, words, patience, goBack, exposure: values }))
  }
}

async function tellTunnel(shown: Tunnel, json: boolean): Promise<number> {
  await printLine(json ? JSON.stringify(shown) : tunnelLine(shown))
  return shown.state === 'online' ? 0 : 1
}

async function tellExposure(client: Client, json: boolean, patch: ExposurePatch | undefined): Promise<number> {
  const shown = patch === undefined ? await client.tunnel.exposure() : await client.tunnel.updateExposure(patch)
  for (const line of json ? [JSON.stringify(shown)] : describeExposure(shown)) await printLine(line)
  return 0
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
