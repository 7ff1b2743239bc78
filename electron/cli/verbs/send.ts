/** `hooklab send`: a sample event, or a request of one's own, to an endpoint as its provider would send it. */
import type { Endpoint, HeaderPair, SampleInfo } from '../../contract/index.ts'
import { AppError } from '../../core/errors.ts'
import { controlFlags, controlHelp, withHooklab, type Client } from '../client/connect.ts'
import { readBody, readHeaders, requestFlags } from '../client/request-flags.ts'
import { sendSigned, type Sent } from '../client/send-signed.ts'
import { readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import { printable } from '../serve/delivery-lines.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab send [PROVIDER [TYPE]] [FLAGS]
hooklab send --body FILE [FLAGS]

Sends a sample event to an endpoint, signed as the provider signs: hooklab send stripe invoice.paid
Its values can be changed: hooklab send stripe invoice.paid --field amount=4200 --field currency=usd
With --body the request is your own, signed with the endpoint's secret: hooklab send --endpoint shop --body order.json

  --list              List the samples, of PROVIDER or of all, and the names of their fields
  --field NAME=VALUE  Another value for a field of the sample; may be repeated
  --endpoint E        The endpoint, by name, id or path; else the one that verifies this provider, else the first
  --via WAY           listener, or public: all the way round through the public URL; listener
  --body FILE         The body, byte for byte; - is standard input
  --method M          With --body: the method; POST
  --path P            What follows the endpoint's path, such as /more?a=1
  --header 'N: V'     A header; may be repeated. Without a content type it is application/json
  --unsigned          Do not sign it
${controlHelp}

Ends with 0 when the answer was 2xx; 1 when it was not, none came or no Hooklab runs, 2 when a flag or a field is wrong.`

const flags = {
  ...controlFlags,
  ...requestFlags,
  list: { type: 'boolean' },
  field: { type: 'string', multiple: true },
  endpoint: { type: 'string' },
  via: { type: 'string' },
  unsigned: { type: 'boolean' }
} as const

export const send: Verb = {
  help,
  async run(args) {
    const { values, positionals } = readFlags(args, flags, 'PROVIDER, TYPE')
    const [provider, type, ...more] = positionals
    if (more.length > 0) throw new UsageError('give one provider and one type at most.')
    const via = readVia(values.via)
    if (values.body === undefined && [values.method, values.path, values.header, values.unsigned].some((value) => value !== undefined))
      throw new UsageError('--method, --path, --header and --unsigned need --body FILE; a sample has its own.')
    if (values.body !== undefined && values.field !== undefined) throw new UsageError('--field changes a sample; --body has none.')
    if (values.body !== undefined && provider !== undefined) throw new UsageError('give a sample or --body, not both.')
    const body = values.body === undefined ? undefined : await readBody(values.body)
    const fields = readFields(values.field ?? [])
    const headers = withContentType(readHeaders(values.header ?? []))
    return withHooklab(values, async ({ client }) => {
      if (values.list === true) return listSamples(client, { provider, json: values.json === true })
      const endpoint = await findEndpoint(client, values.endpoint)
      const { method = 'POST', path = '' } = values
      const sent =
        body === undefined
          ? await sendSample(client, { via, type, fields, provider: provider ?? 'generic', endpoint })
          : await sendSigned(client, {
              endpoint: endpoint ?? (await firstEndpoint(client)),
              body,
              headers,
              method,
              path,
              via,
              signs: values.unsigned !== true
            })
      await printLine(values.json === true ? JSON.stringify(sent) : sentLine(sent))
      return sent.status >= 200 && sent.status < 300 ? 0 : 1
    })
  }
}

interface SampleWish {
  readonly provider: string
  readonly type: string | undefined
  readonly fields: Readonly<Record<string, string>>
  readonly endpoint: Endpoint | undefined
  readonly via: 'listener' | 'public'
}

async function sendSample(client: Client, { provider, type, fields, endpoint, via }: SampleWish): Promise<Sent> {
  const input = {
    provider,
    via,
    ...(type === undefined ? {} : { type }),
    ...(endpoint === undefined ? {} : { endpointId: endpoint.id }),
    ...(Object.keys(fields).length === 0 ? {} : { fields })
  }
  const { deliveryId, status, url } = await client.samples.send(input)
  const delivery = deliveryId === undefined ? undefined : await client.deliveries.get({ id: deliveryId })
  return { status, url, ...(delivery === undefined ? {} : { deliveryId: delivery.id, verdict: delivery.verdict }) }
}

async function listSamples(client: Client, { provider, json }: { provider: string | undefined; json: boolean }): Promise<number> {
  const { items } = await client.samples.list()
  const shown = provider === undefined ? items : items.filter((item) => item.provider === provider)
  for (const item of shown) await printLine(json ? JSON.stringify(item) : sampleLine(item))
  // Refused as a sending would be, with the providers that there are.
  if (shown.length === 0) await client.samples.get({ provider })
  return 0
}

/** `stripe  invoice.paid  An invoice was paid  (amount, currency)` */
function sampleLine({ provider, type, label, fields }: SampleInfo): string {
  const names = fields.map(({ name }) => name).join(', ')
  return `${provider}  ${type}  ${label}${names === '' ? '' : `  (${names})`}`
}

/** Errors: NOT_FOUND when there is none of that name, id or path. */
async function findEndpoint(client: Client, wish: string | undefined): Promise<Endpoint | undefined> {
  if (wish === undefined) return undefined
  const { items } = await client.endpoints.list()
  const found = items.find(({ id, name, path }) => id === wish || name === wish || path === wish)
  if (found !== undefined) return found
  throw new AppError(
    'NOT_FOUND',
    `there is no endpoint "${wish}". Endpoints: ${items.map(({ name, path }) => `${name} (${path})`).join(', ')}.`
  )
}

async function firstEndpoint(client: Client): Promise<Endpoint> {
  const { items } = await client.endpoints.list()
  const first = items.find(({ enabled }) => enabled)
  if (first === undefined) throw new AppError('CONFLICT', 'no endpoint is on, so nothing would take the request. Switch one on first.')
  return first
}

function readVia(text: string | undefined): 'listener' | 'public' {
  if (text === undefined || text === 'listener') return 'listener'
  if (text === 'public') return 'public'
  throw new UsageError(`--via takes listener or public, not "${text}".`)
}

/** `amount=4200`; what follows the first sign is the value. Errors: throws a UsageError for a text without one, or a name given twice. */
function readFields(texts: readonly string[]): Readonly<Record<string, string>> {
  const fields = new Map<string, string>()
  for (const text of texts) {
    const at = text.indexOf('=')
    const name = text.slice(0, Math.max(at, 0))
    if (name === '') throw new UsageError(`--field takes NAME=VALUE, not "${text}".`)
    if (fields.has(name)) throw new UsageError(`--field ${name} is given twice.`)
    fields.set(name, text.slice(at + 1))
  }
  return Object.fromEntries(fields)
}

function withContentType(headers: readonly HeaderPair[]): HeaderPair[] {
  return headers.some(([name]) => name.toLowerCase() === 'content-type') ? [...headers] : [['Content-Type', 'application/json'], ...headers]
}

/** `200  verified  dlv_…  http://127.0.0.1:5000/webhook` */
function sentLine({ status, verdict, deliveryId, url, note }: Sent): string {
  const line = [String(status), verdict?.status ?? 'unknown', deliveryId ?? 'not found', url].join('  ')
  return printable(note === undefined ? line : `${line}  (${note})`)
}
