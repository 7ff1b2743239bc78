/** The fallbacks of the tunnel as the command line takes and shows them. */
import type { OpenTunnelInput, SettingsPatch, Tunnel, TunnelChain, TunnelFallbacks } from '../../contract/index.ts'
import { tunnelOptions } from '../../contract/index.ts'
import { readDuration } from '../flags.ts'
import { printable } from '../serve/delivery-lines.ts'
import { UsageError } from '../verb.ts'

type FallbacksPatch = NonNullable<SettingsPatch['tunnelFallbacks']>

export interface FallbackWishes {
  readonly words: readonly string[]
  readonly patience: string | undefined
  readonly goBack: string | undefined
}

type Step = OpenTunnelInput & Partial<Pick<TunnelChain['steps'][number], 'state' | 'reason'>>

/** What is to be changed; nothing when they are only to be shown. Errors: throws a UsageError. */
export function readFallbacks({ words, patience, goBack }: FallbackWishes): FallbacksPatch | undefined {
  if (words.length === 0 && patience === undefined && goBack === undefined) return undefined
  return {
    ...(words.length > 0 && { chain: words.join() === 'off' ? [] : words.map(readTunnel) }),
    ...(patience !== undefined && {
      patienceSeconds: within(readDuration('patience', patience) / 1_000, [10, 3_600], '--patience takes 10s to 60m.')
    }),
    ...(goBack !== undefined && readGoBack(goBack))
  }
}

/** Each with how it stands, then when one gives way to the next. */
export function describeFallbacks({ chain, patienceSeconds, goBack, goBackMinutes }: TunnelFallbacks, tunnel: Tunnel): string[] {
  if (chain.length === 0) return ['No fallbacks: no other tunnel is ever opened.']
  const every = goBack === 'timed' ? `, and tried again every ${goBackMinutes} min beside a fallback in use` : ''
  const steps: readonly Step[] = tunnel.chain?.steps ?? [tunnel, ...chain].map(({ driver, options }) => ({ driver, options }))
  return [
    ...steps.map((step, index) => {
      const state = step.state === undefined ? '' : `  ${step.state.replace('_', ' ')}.`
      const why = step.reason === undefined ? '' : ` ${step.reason.message}`
      return printable(`${index === 0 ? 'wished' : String(index).padEnd(6)}  ${writeTunnel(step)}${state}${why}`)
    }),
    `Each is waited for ${patienceSeconds} s. Going back: ${goBack === 'by_hand' ? 'by hand' : 'when the fallback is lost'}${every}.`
  ]
}

/** `DRIVER,NAME=VALUE,…` */
function readTunnel(text: string): OpenTunnelInput {
  const [driver = '', ...pairs] = text.split(',')
  const options = Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      if (driver === '' || !Object.hasOwn(tunnelOptions.shape, name) || value.length === 0)
        throw new UsageError(
          `write a fallback as DRIVER,NAME=VALUE,…; "${pair}" is none of ${Object.keys(tunnelOptions.shape).join(', ')}.`
        )
      return [name, value.join('=')]
    })
  )
  const parsed = tunnelOptions.safeParse(options)
  if (!parsed.success) throw new UsageError(`in the fallback "${text}": ${parsed.error.issues.map(({ message }) => message).join(' ')}`)
  return { driver, options: parsed.data }
}

function writeTunnel({ driver, options }: OpenTunnelInput): string {
  return [driver, ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(',')
}

function readGoBack(text: string): FallbacksPatch {
  if (text === 'by-hand') return { goBack: 'by_hand' }
  if (text === 'when-lost') return { goBack: 'when_lost' }
  const minutes = /^\d/.test(text) ? readDuration('go-back', text) / 60_000 : Number.NaN
  return { goBack: 'timed', goBackMinutes: within(minutes, [1, 1_440], '--go-back takes by-hand, when-lost, or how often: 1m to 24h.') }
}

function within(value: number, [least, most]: readonly [number, number], sentence: string): number {
  if (!(value >= least && value <= most)) throw new UsageError(sentence)
  return Math.round(value)
}
