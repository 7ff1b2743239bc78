/** The calls for targets, their retries, and the jobs that send many. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { done, id } from './primitives.ts'
import { byId, list } from './route-shapes.ts'
import { job, missedList, pendingRetryList, targetHealth } from './sending.ts'
import { attempt, replayInput, target, targetInput, targetPatch } from './targets.ts'

export const targetRoutes = {
  list: oc.route({ method: 'GET', path: '/endpoints/{id}/targets' }).input(byId).output(list(target)),
  create: oc
    .route({ method: 'POST', path: '/endpoints/{id}/targets', successStatus: 201 })
    .input(byId.extend(targetInput.shape))
    .output(target),
  update: oc
    .route({ method: 'PATCH', path: '/endpoints/{id}/targets/{targetId}' })
    .input(byId.extend({ targetId: id, ...targetPatch.shape }))
    .output(target),
  remove: oc
    .route({ method: 'DELETE', path: '/endpoints/{id}/targets/{targetId}' })
    .input(byId.extend({ targetId: id }))
    .output(done),
  confirmAddress: oc
    .route({
      method: 'POST',
      path: '/endpoints/{id}/targets/{targetId}/confirm',
      summary: 'Confirm one link-local or metadata address, or name of a metadata service, of a target that may be remote'
    })
    .input(byId.extend({ targetId: id, address: z.string().min(1).max(256) }))
    .output(target),
  health: oc
    .route({ method: 'GET', path: '/targets/health', summary: 'Up or down, what was missed, what is pending; of every target' })
    .output(list(targetHealth)),
  missed: oc
    .route({ method: 'GET', path: '/endpoints/{id}/targets/{targetId}/missed', summary: 'What it missed, oldest first' })
    .input(byId.extend({ targetId: id }))
    .output(missedList),
  forgetMissed: oc
    .route({ method: 'DELETE', path: '/endpoints/{id}/targets/{targetId}/missed', summary: 'It need not be caught up with' })
    .input(byId.extend({ targetId: id }))
    .output(done),
  catchUp: oc
    .route({
      method: 'POST',
      path: '/endpoints/{id}/targets/{targetId}/catch-up',
      summary: 'Send what it missed, in order; answers with the job at once'
    })
    .input(byId.extend({ targetId: id }))
    .output(job)
}

export const retryRoutes = {
  list: oc
    .route({ method: 'GET', path: '/retries', summary: 'Pending retries, the next one first' })
    .input(z.object({ targetId: id.optional(), deliveryId: id.optional() }))
    .output(pendingRetryList),
  send: oc.route({ method: 'POST', path: '/retries/{id}/send', summary: 'Do not wait for it' }).input(byId).output(attempt),
  cancel: oc.route({ method: 'DELETE', path: '/retries/{id}' }).input(byId).output(done),
  cancelAll: oc
    .route({ method: 'DELETE', path: '/retries', summary: 'Cancel all, or those of one target' })
    .input(z.object({ targetId: id.optional() }))
    .output(z.object({ cancelled: z.number().int() }))
}

export const jobRoutes = {
  list: oc.route({ method: 'GET', path: '/jobs', summary: 'Jobs that run, and the last ones that ended; newest first' }).output(list(job)),
  get: oc.route({ method: 'GET', path: '/jobs/{id}' }).input(byId).output(job),
  replay: oc
    .route({ method: 'POST', path: '/replays', summary: 'Send what a filter matches again, oldest first; answers with the job at once' })
    .input(replayInput)
    .output(job),
  pause: oc.route({ method: 'POST', path: '/jobs/{id}/pause' }).input(byId).output(job),
  resume: oc.route({ method: 'POST', path: '/jobs/{id}/resume' }).input(byId).output(job),
  cancel: oc.route({ method: 'POST', path: '/jobs/{id}/cancel', summary: 'End it now, also what is being sent' }).input(byId).output(job),
  remove: oc.route({ method: 'DELETE', path: '/jobs/{id}', summary: 'Take one that has ended off the list' }).input(byId).output(done)
}
