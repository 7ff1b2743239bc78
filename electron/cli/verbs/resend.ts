/** `hooklab resend`: deliveries sent to the developer's app again. */
import { ORPCError } from '@orpc/client'
import type { HeaderPair, ResendInput } from '../../contract/index.ts'
import { AppError } from '../../core/errors.ts'
import { replaceHeaders } from '../../core/schemes/headers.ts'
import { controlFlags, controlHelp, withHooklab, type Client } from '../client/connect.ts'
import { attemptLine, isTaken } from '../client/delivery-text.ts'
import { deliveryIdOf } from '../client/delivery-id.ts'
import { destinationOf } from '../client/destination.ts'
import { readBody, readHeaders, requestFlags } from '../client/request-flags.ts'
import { signingFlags, signingOf } from '../client/signing-flags.ts'
import { readCount, readDuration, readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab resend ID… | latest [FLAGS]

Sends deliveries to your app again, byte for byte, and prints each attempt: hooklab resend latest --to http://localhost:3000/hook --resign

  --to URL | TARGET   Where to: a URL, or a target of the endpoint by name or id; else the endpoint's first target
  --resign            With a fresh time and signature
  --resign-if-old     The same, where the old signature is too old by now
  --fresh-id          With a fresh event id, so that your app takes it for a new event
  --times N           So many times; 1
  --parallel N        So many of them at once; 1
  --spacing TIME      From the start of one to the start of the next: 500ms, 2s
  --method M          Changed on the way: the method,
  --path P            path and query,
  --header 'N: V'     a header (may be repeated; 'N:' removes it),
  --body FILE         or the body; - is standard input
${controlHelp}

Ends with 0 when your app answered each with 2xx; 1 when it did not, there is no such delivery or target, or no Hooklab runs, 2 when a
flag is wrong.`

const paceFlags = { to: { type: 'string' }, times: { type: 'string' }, parallel: { type: 'string' }, spacing: { type: 'string' } } as const
const flags = { ...controlFlags, ...requestFlags, ...signingFlags, ...paceFlags } as const

export const resend: Verb = {
  help,
  async run(args) {
    const { values, positionals } = readFlags(args, flags, 'ID or latest')
    if (positionals.length === 0) throw new UsageError('give the id of a delivery, or latest.')
    const times = readCount('times', values.times, { usual: 1, most: 1000 })
    const parallel = readCount('parallel', values.parallel, { usual: 1, most: 64 })
    const spacingMs = values.spacing === undefined ? 0 : readDuration('spacing', values.spacing)
    const changes = {
      ...(values.method === undefined ? {} : { method: values.method }),
      ...(values.path === undefined ? {} : { path: values.path }),
      ...(values.body === undefined ? {} : { bodyBase64: Buffer.from(await readBody(values.body)).toString('base64') })
    }
    const headers = readHeaders(values.header ?? [])
    const signing = signingOf(values)
    return withHooklab(values, async ({ client }) => {
      let isEachTaken = true
      for (const name of positionals) {
        const id = await deliveryIdOf(client, name)
        const { endpointId, headers: own } = await client.deliveries.get({ id })
        const destination = await destinationOf(client, values.to, endpointId)
        const edits: ResendInput['edits'] = { ...changes, ...(headers.length === 0 ? {} : { headers: withHeaders(own, headers) }) }
        const input = { id, ...destination, times, parallel, spacingMs, ...signing }
        const isTakenHere = await send(client, { ...input, ...(Object.keys(edits).length === 0 ? {} : { edits }) }, values.json === true)
        isEachTaken &&= isTakenHere
      }
      return isEachTaken ? 0 : 1
    })
  }
}

/** Whether each attempt was answered with 2xx. */
async function send(client: Client, input: ResendInput & { readonly id: string }, json: boolean): Promise<boolean> {
  const { attempts } = await client.deliveries.resend(input).catch((error: unknown) => {
    const hasNowhere = error instanceof ORPCError && error.message.includes('nowhere to send it')
    throw hasNowhere ? new AppError('UNPROCESSABLE', `${error.message} It is given with --to.`, error) : error
  })
  for (const attempt of attempts) await printLine(json ? JSON.stringify(attempt) : attemptLine(attempt))
  return attempts.length > 0 && attempts.every(isTaken)
}

function withHeaders(own: readonly HeaderPair[], changed: readonly HeaderPair[]): HeaderPair[] {
  return replaceHeaders(own, changed).filter((pair) => pair[1] !== '' || !changed.includes(pair))
}
