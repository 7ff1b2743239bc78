/** The ngrok driver, through ngrok's own package, which is loaded only when this driver is chosen. */
import type { TunnelOptions, TunnelReason } from '../../../contract/index.ts'
import { errorMessage } from '../../errors.ts'
import type { OpenRequest, OpenResult, TunnelDriver } from '../driver.ts'
import { reasonOf, type Cause } from '../reasons.ts'
import type { DriverTools } from './driver-tools.ts'
import { filledIn, isHostName } from './option-text.ts'

/** The part of @ngrok/ngrok that is used. Source: its index.d.ts, 1.7.0. */
export interface NgrokPackage {
  forward(config: {
    readonly addr: string
    readonly authtoken: string
    readonly domain?: string
    readonly onStatusChange: (status: string) => void
  }): Promise<{ url(): string | null; close(): Promise<void> }>
}

const deadlineMs = 9_500

/** By the number in ERR_NGROK_…. Source: https://ngrok.com/docs/errors */
const causes: Readonly<Record<string, readonly [cause: Cause, retryable: boolean]>> = {
  105: ['token_invalid', false],
  106: ['token_invalid', false],
  107: ['token_refused', false],
  108: ['account_limit', true],
  120: ['agent_refused', false],
  121: ['agent_refused', false],
  123: ['account_refused', false],
  320: ['domain_refused', false],
  326: ['domain_refused', false],
  334: ['domain_in_use', true],
  4018: ['account_refused', false],
  8012: ['listener_refused', true]
}

export function ngrok(tools: Pick<DriverTools, 'secretOf' | 'loadNgrok'>): TunnelDriver {
  return {
    info: {
      id: 'ngrok',
      label: 'ngrok',
      summary: 'A URL of ngrok.com, with an account there and its authtoken.',
      costs: [
        'A reserved domain keeps its URL; each account has one of its own.',
        'The free plan limits requests and traffic per month.',
        'ngrok ends TLS and sees requests in plain text.',
        'Callers that look like a browser get a warning page on the free plan; providers do not.'
      ],
      fields: [{ name: 'hostname', label: 'Domain', placeholder: 'the account’s own', required: false }],
      secret: { label: 'Authtoken', help: 'From the ngrok dashboard, “Your Authtoken”.' }
    },
    server: () => 'ngrok',
    check,
    open: (request) => open(request, tools)
  }
}

function check(options: TunnelOptions): TunnelReason | undefined {
  const hostname = filledIn(options.hostname)
  return hostname === undefined || isHostName(hostname) ? undefined : reasonOf('bad_hostname', { host: hostname })
}

async function open(request: OpenRequest, tools: Pick<DriverTools, 'secretOf' | 'loadNgrok'>): Promise<OpenResult> {
  const host = 'ngrok'
  const authtoken = await tools.secretOf('ngrok')
  if (authtoken === undefined) return { failed: reasonOf('token_missing', { host, name: 'authtoken' }), retryable: false }
  let loaded: NgrokPackage
  try {
    // Its types and ours are held together by the test that reads the installed package.
    loaded = (await tools.loadNgrok()) as NgrokPackage
  } catch (error) {
    return { failed: reasonOf('ngrok_missing', { host, detail: errorMessage(error) }), retryable: false }
  }
  return settle(request, loaded, authtoken)
}

/** The package connects again by itself, under the same URL. */
const healsWithinMs = 120_000

/** The package has no deadline and no way to give up: what comes too late is closed at once. */
function settle(request: OpenRequest, loaded: NgrokPackage, authtoken: string): Promise<OpenResult> {
  const { options, clock, signal, listenerPort, onSignal } = request
  const hostname = filledIn(options.hostname)
  let over = false
  const onStatusChange = (status: string): void => {
    // The package connects again by itself; until then nothing comes through.
    if (!over) onSignal(status === 'closed' ? { kind: 'shaken', open: 0, wanted: 1 } : { kind: 'restored' })
  }
  const config = { addr: `127.0.0.1:${listenerPort}`, authtoken, onStatusChange, ...(hostname !== undefined && { domain: hostname }) }
  const late: OpenResult = { failed: reasonOf('host_timed_out', { host: 'ngrok' }), retryable: true }
  return new Promise((resolve) => {
    const giveUp = (): void => {
      over = true
      resolve(late)
    }
    const cancel = clock.after(deadlineMs, giveUp)
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
    const close = async (listener: { close(): Promise<void> }): Promise<void> => {
      over = true
      await listener.close().catch(() => undefined)
    }
    loaded
      .forward(config)
      .then(async (listener) => {
        const publicUrl = listener.url()
        if (over || publicUrl === null) return close(listener)
        return resolve({ opened: { publicUrl, healsWithinMs, close: () => close(listener) } })
      })
      .catch((error: unknown) => resolve(refusal(error, hostname)))
      .finally(cancel)
  })
}

function refusal(error: unknown, domain: string | undefined): OpenResult {
  const text = errorMessage(error)
  const code = /ERR_NGROK_(\d+)/.exec(text)?.[1]
  const [cause, retryable] = (code === undefined ? undefined : causes[code]) ?? ['ngrok_refused', true]
  const detail = code === undefined ? firstLine(text) : `ERR_NGROK_${code}: ${firstLine(text)}`
  return { failed: reasonOf(cause, { host: 'ngrok', detail, ...(domain !== undefined && { name: domain }) }), retryable }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').trim().slice(0, 300)
}
