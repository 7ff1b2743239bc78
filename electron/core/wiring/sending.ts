/** Sending beyond one attempt, put together: resend, jobs, retries, health, catch-up. */
import type { Attempt, ResendInput, Target } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError, errorMessage } from '../errors.ts'
import { createEffectsOf } from '../forwarding/attempt-effects.ts'
import { Attempts } from '../forwarding/attempts.ts'
import { targetLimits } from '../forwarding/forward-request.ts'
import { Health } from '../forwarding/health.ts'
import { Lanes } from '../forwarding/lanes.ts'
import { Retries, type RetriesOptions } from '../forwarding/retries.ts'
import type { Send } from '../forwarding/attempt.ts'
import { newId } from '../ids.ts'
import type { Ports } from '../ports.ts'
import { CatchUp } from '../resend/catch-up.ts'
import { Jobs } from '../resend/jobs.ts'
import { createReplay } from '../resend/replay.ts'
import { createResend, createResendMany } from '../resend/resend.ts'
import { createSendStored } from '../resend/send-stored.ts'
import type { SendingServices } from '../router/services.ts'
import { findScheme } from '../schemes/registry.ts'
import type { StoredRetry } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import type { Targets } from '../targets/targets.ts'

export interface SendingParts {
  readonly ports: Pick<Ports, 'clock' | 'log'>
  readonly store: Store
  readonly bus: ChangeBus
  readonly endpoints: Pick<Endpoints, 'find' | 'get'>
  readonly targets: Targets
  readonly send: Send
  readonly onAttempt: (attempt: Attempt) => void
}

export interface Sending {
  readonly attempts: Attempts
  readonly lanes: Lanes
  readonly services: SendingServices
  resend(deliveryId: string, input: ResendInput, signal?: AbortSignal): Promise<readonly Attempt[]>
  /** Takes up what the last run left: retries, and the look-out for targets that missed something. */
  start(): Promise<void>
  /** Cancels jobs and stops looking; ends when what was under way has, which closing the sender makes it do. */
  close(): Promise<void>
}

const listedAtMost = 500

export function createSending(parts: SendingParts): Sending {
  const { store, bus, targets, endpoints } = parts
  const { clock, log } = parts.ports
  const findTarget = (id: string): Target | undefined => targets.find(id)
  const base = { store, clock, log, findTarget }
  const lanes = new Lanes()
  const jobs = new Jobs({ clock, newId, onChange: (items) => bus.publish({ type: 'jobs.changed', items: [...items] }) })
  const attempts = new Attempts({
    store,
    send: parts.send,
    clock,
    newId,
    effectsOf: createEffectsOf({ findTarget, scheduleOf: (id) => findScheme(id)?.retries, newId, random: Math.random }),
    onAttempt(attempt, effects) {
      parts.onAttempt(attempt)
      health.note(attempt, effects)
      if (effects.nextRetry !== undefined) retries.wake()
      if (effects.nextRetry !== undefined || effects.doneRetryId !== undefined) tellRetries()
    }
  })
  const sendStored = createSendStored({ attempts, clock, findEndpoint: (id) => endpoints.find(id) })
  const catchUp = new CatchUp({ ...base, sendStored, jobs })
  const health = createHealth(parts, catchUp)
  const tellRetries = (): void => tellPending(parts, health)
  const send: RetriesOptions['send'] = (retry, target) => sendRetry(retry, target, { store, attempts, sendStored })
  const retries = new Retries({ ...base, lanes, send, onChange: tellRetries })
  const resendParts = { store, sendStored, jobs, clock, targets }
  return {
    attempts,
    lanes,
    resend: createResend(resendParts),
    services: {
      jobs,
      resendMany: createResendMany(resendParts),
      replay: createReplay(resendParts),
      ...targetServices(parts, health, catchUp),
      retries: retryServices(store, retries),
      attemptBytes: (deliveryId, attemptId, range) => store.getAttemptRange(deliveryId, attemptId, range)
    },
    async start() {
      await store.resumeSendings()
      await health.start()
      retries.wake()
    },
    async close() {
      health.close()
      await Promise.all([jobs.close(), retries.close()])
    }
  }
}

function createHealth({ ports: { clock, log }, store, bus, targets }: SendingParts, catchUp: CatchUp): Health {
  return new Health({
    store,
    clock,
    log,
    random: Math.random,
    allTargets: () => targets.all(),
    jobOf: (id) => catchUp.jobOf(id),
    onChange: (items) => bus.publish({ type: 'health.changed', items: [...items] }),
    onBack(target) {
      if (target.autoCatchUp) void catchUp.startByItself(target)
    }
  })
}

/** An interface that misses this sees it at its next read. */
function tellPending({ store, bus }: SendingParts, health: Health): void {
  health.tellSoon()
  if (bus.followerCount === 0) return
  store.listRetries({}, 0).then(
    ({ total }) => bus.publish({ type: 'retries.changed', pending: total }),
    () => undefined
  )
}

function targetServices(
  { store, targets, endpoints }: SendingParts,
  health: Health,
  catchUp: CatchUp
): Pick<SendingServices, 'catchUp' | 'health' | 'missed' | 'forgetMissed'> {
  const ownTarget = (endpointId: string, targetId: string): Target => {
    const target = targets.list(endpoints.get(endpointId).id).find((one) => one.id === targetId)
    if (target === undefined) throw new AppError('NOT_FOUND', `There is no target ${targetId} on this endpoint. Reload the list.`)
    return target
  }
  return {
    catchUp: async (endpointId, targetId) => catchUp.start(ownTarget(endpointId, targetId)),
    health: () => health.list(),
    async missed(endpointId, targetId) {
      const { items, total } = await store.listMissed(ownTarget(endpointId, targetId).id, undefined, listedAtMost)
      return { items: items.map(({ again: _again, ...missed }) => missed), total }
    },
    async forgetMissed(endpointId, targetId) {
      await store.forgetMissed(ownTarget(endpointId, targetId).id)
      health.tellSoon()
    }
  }
}

function retryServices(store: Store, retries: Retries): SendingServices['retries'] {
  return {
    async list({ targetId, deliveryId }) {
      const filter = { ...(targetId === undefined ? {} : { targetId }), ...(deliveryId === undefined ? {} : { deliveryId }) }
      const { items, total } = await store.listRetries(filter, listedAtMost)
      return { items: items.map(({ again: _again, ...retry }) => retry), total }
    },
    send: (id) => retries.send(id),
    cancel: (id) => retries.cancel(id),
    cancelAll: (targetId) => retries.cancelAll(targetId)
  }
}

interface RetryParts {
  readonly store: Pick<Store, 'getSendable'>
  readonly attempts: Attempts
  readonly sendStored: ReturnType<typeof createSendStored>
}

/** Errors: NOT_FOUND for a delivery that is gone; STORE_FAILED. What can't be sent is an attempt that says so. */
async function sendRetry(retry: StoredRetry, target: Target, { store, attempts, sendStored }: RetryParts): Promise<Attempt> {
  const delivery = await store.getSendable(retry.deliveryId)
  try {
    if (!target.enabled) throw new AppError('UNPROCESSABLE', 'The target was switched off before the retry was due.')
    const [attempt] = await sendStored({ delivery, destination: target, kind: 'retry', retry })
    if (attempt !== undefined) return attempt
    throw new Error('a sending without a fault is one attempt')
  } catch (error) {
    if (error instanceof AppError && error.code === 'STORE_FAILED') throw error
    const { recorded } = attempts.giveUp(
      {
        deliveryId: delivery.id,
        targetId: target.id,
        kind: 'retry',
        number: await attempts.nextNumber(delivery.id, () => Promise.resolve(delivery.attempts)),
        request: { ...targetLimits(target), url: target.url, method: delivery.method, headers: [], body: new Uint8Array() },
        ownBody: false,
        edited: false,
        resigned: false,
        retry,
        lineage: { changed: [], attemptId: retry.attemptId }
      },
      { kind: 'aborted', detail: errorMessage(error) }
    )
    return recorded
  }
}
