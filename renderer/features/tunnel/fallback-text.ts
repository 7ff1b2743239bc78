/** The tunnels of the chain in words. */
import type { OpenTunnelInput, TunnelChain, TunnelDriverInfo } from '../../../electron/contract/index.ts'
import type { Tone } from '../../components/ui/badge.tsx'

export type ChainStep = TunnelChain['steps'][number]

export function driverName(drivers: readonly TunnelDriverInfo[], id: string): string {
  return drivers.find((driver) => driver.id === id)?.label ?? id
}

/** A step's name in sentences: its driver's, with the server where two have the same driver. */
export function stepName(drivers: readonly TunnelDriverInfo[], steps: readonly OpenTunnelInput[], step: OpenTunnelInput): string {
  const name = driverName(drivers, step.driver)
  if (steps.filter(({ driver }) => driver === step.driver).length < 2) return name
  const { host, hostname, url } = step.options
  const server = host ?? hostname ?? url ?? drivers.find(({ id }) => id === step.driver)?.fields[0]?.placeholder
  return server === undefined ? name : `${name} (${server.replace(/^https?:\/\//, '')})`
}

/** `example.com, root`: what was filled in, in the order of the driver's fields. */
export function optionsText(drivers: readonly TunnelDriverInfo[], { driver, options }: OpenTunnelInput): string {
  const fields = drivers.find(({ id }) => id === driver)?.fields ?? []
  return fields.flatMap(({ name }) => (options[name] === undefined ? [] : [String(options[name])])).join(', ')
}

const states: Readonly<Record<ChainStep['state'], { readonly tone: Tone; readonly text: string } | undefined>> = {
  untried: undefined,
  trying: { tone: 'info', text: 'Being tried' },
  in_use: { tone: 'success', text: 'In use' },
  failed: { tone: 'danger', text: 'Failed' }
}

export function stepState(step: ChainStep | undefined): { readonly tone: Tone; readonly text: string } | undefined {
  return step && states[step.state]
}

/** The step of the running chain that stands for this fallback; it may have been set up after the chain began. */
export function stepOf(chain: TunnelChain | undefined, { driver, options }: OpenTunnelInput): ChainStep | undefined {
  const text = textOf({ driver, options })
  return chain?.steps.slice(1).find((step) => textOf(step) === text)
}

/** An id for each of a list that may hold equal ones. */
export function fallbackIds(chain: readonly OpenTunnelInput[]): readonly string[] {
  const texts = chain.map(textOf)
  return texts.map((text, index) => `${text} ${texts.slice(0, index).filter((other) => other === text).length}`)
}

function textOf({ driver, options }: OpenTunnelInput): string {
  return JSON.stringify([driver, Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1))])
}
