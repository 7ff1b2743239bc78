/** `hooklab replay`: what a filter matches, sent to the developer's app again in order. */
import type { Job, ReplayInput } from '../../contract/index.ts'
import { AppError } from '../../core/errors.ts'
import { controlFlags, controlHelp, withHooklab, type Client } from '../client/connect.ts'
import { destinationOf } from '../client/destination.ts'
import { signingFlags, signingOf } from '../client/signing-flags.ts'
import { readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import { printable } from '../serve/delivery-lines.ts'
import { awaitEnding } from '../serve/ending.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab replay FILTER [FLAGS]

Sends the deliveries that match the filter to your app again, oldest first, and waits for the end; Ctrl+C cancels it.
hooklab replay type:invoice.* since:1h --to http://localhost:3000/hook --gaps 10x

  --to URL | TARGET   Where to: a URL, or a target by name or id; else each to the targets of its own endpoint
  --gaps GAPS         none; original, as far apart as they came; or so many times as fast: 10x. none
  --resign            With a fresh time and signature
  --resign-if-old     The same, where the old signature is too old by now
  --fresh-id          With a fresh event id, so that your app takes each for a new event
  --stop-on-failure   End at the first that is not answered with 2xx
${controlHelp}

Ends with 0 when each was answered with 2xx; 1 when not, when it was cancelled, nothing matches or no Hooklab runs, 2 when the filter
or a flag is wrong.`

const flags = {
  ...controlFlags,
  ...signingFlags,
  to: { type: 'string' },
  gaps: { type: 'string' },
  'stop-on-failure': { type: 'boolean' }
} as const

export const replay: Verb = {
  help,
  run(args) {
    const { values, positionals } = readFlags(args, flags, 'FILTER')
    if (positionals.length === 0) throw new UsageError('give a filter, such as since:1h.')
    const pace = readGaps(values.gaps)
    const signing = signingOf(values)
    return withHooklab(values, async ({ client }) => {
      const destination = await destinationOf(client, values.to)
      const stopOnFailure = values['stop-on-failure'] === true
      const input = { q: positionals.join(' '), ...destination, ...pace, ...signing, stopOnFailure }
      const job = await runJob(client, input)
      if (job.total === 0) console.error(`hooklab replay: nothing matches ${printable(input.q)}, so nothing was sent.`)
      if (values.json === true || job.total > 0) await printLine(values.json === true ? JSON.stringify(job) : jobLine(job))
      return job.state === 'finished' && job.failed === 0 && job.done > job.skipped ? 0 : 1
    })
  }
}

/** Resolves with the job when it has ended. Cancels it when the command is told to end. */
async function runJob(client: Client, input: ReplayInput): Promise<Job> {
  // Heard from before it starts, so that its end is not missed.
  const changes = await client.changes()
  await changes.next()
  const started = await client.jobs.replay(input)
  void awaitEnding().told.then(() => client.jobs.cancel({ id: started.id }).catch(() => undefined))
  if (hasEnded(started)) return started
  for await (const change of changes) {
    const job = change.type === 'jobs.changed' ? change.items.find(({ id }) => id === started.id) : undefined
    if (job !== undefined && hasEnded(job)) return job
  }
  throw new AppError('NOT_FOUND', 'Hooklab ended, and the replay with it.')
}

function hasEnded({ state }: Job): boolean {
  return state !== 'running' && state !== 'paused'
}

/** `finished: 12 of 12 sent to their own targets, 11 answered with 2xx, 1 not; the first was dlv_…` */
function jobLine({ state, reason, destination, total, done, succeeded, failed, skipped, firstFailure }: Job): string {
  const parts = [
    `${state}: ${done - skipped} of ${total} sent to ${destination}, ${succeeded} answered with 2xx, ${failed} not`,
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...(firstFailure === undefined ? [] : [`the first that failed was ${firstFailure.deliveryId}`]),
    ...(reason === undefined ? [] : [reason])
  ]
  return printable(parts.join('; '))
}

function readGaps(text: string | undefined): Pick<ReplayInput, 'gaps' | 'speed'> {
  if (text === undefined || text === 'none') return { gaps: 'none' }
  if (text === 'original') return { gaps: 'original' }
  const speed = Number(/^(\d{1,7}(?:\.\d{1,3})?)x?$/.exec(text)?.[1] ?? 0)
  if (speed < 0.01 || speed > 1_000_000)
    throw new UsageError(`--gaps takes none, original, or so many times as fast, such as 10x, not "${text}".`)
  return { gaps: 'scaled', speed }
}
