/**
 * The one contract between interfaces and the product: typed calls for the renderer, REST for scripts.
 * Adding a method is one line here and one handler in core/router.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { change } from './changes.ts'
import { checkExport, checkFormat, checkInput, checkReport, checkSummary } from './checks.ts'
import { deliveryDetail, deliveryList, filterText, listInput, logStep, removeManyInput } from './deliveries.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { exposure, exposurePatch } from './exposure.ts'
import { outboundFault } from './outbound-faults.ts'
import { fault, faultInput, faultKindInfo, faultPatch, faultPreset } from './faults.ts'
import { bytesView, done, id } from './primitives.ts'
import { redeliveries } from './redeliveries.ts'
import { byId, list } from './route-shapes.ts'
import { sample, sampleInfo, sampleInput, sendSampleInput, sentSample, trustSamplesInput } from './samples.ts'
import { secretView } from './endpoints.ts'
import { explanation, remedyAction, schemeInfo } from './schemes.ts'
import { acceptHostKeyInput, openTunnelInput, selfTest, selfTestInput, tunnel, tunnelDriverInfo, tunnelSecretInput } from './tunnel.ts'
import { job } from './sending.ts'
import { jobRoutes, retryRoutes, targetRoutes } from './sending-routes.ts'
import { listenerLogEntry, savedFilter, settings, settingsPatch, status } from './settings.ts'
import { attempt, resendInput, resendManyInput } from './targets.ts'

const part = z.enum(['body', 'response'])

export const contract = {
  status: oc.route({ method: 'GET', path: '/status', summary: 'Version, listener, tunnel, counts, store size' }).output(status),

  deliveries: {
    list: oc
      .route({ method: 'GET', path: '/deliveries', summary: 'Deliveries that match a filter, newest first' })
      .input(listInput)
      .output(deliveryList),
    get: oc
      .route({ method: 'GET', path: '/deliveries/{id}', summary: 'One delivery whole; the body up to 256 KiB' })
      .input(byId)
      .output(deliveryDetail),
    /** Bytes of one part in a range, for paging through large bodies. At most 1 MiB a call. */
    bytes: oc
      .route({ method: 'GET', path: '/deliveries/{id}/bytes', summary: 'A range of the body or response bytes' })
      .input(
        byId.extend({
          part: part.default('body'),
          offset: z.coerce.number().int().min(0).default(0),
          length: z.coerce.number().int().min(1).max(1_048_576).default(262_144),
          // A query carries text, in which "false" must not count as true.
          decompress: z.union([z.boolean(), z.stringbool()]).default(false)
        })
      )
      .output(bytesView.extend({ offset: z.number().int() })),
    log: oc
      .route({ method: 'GET', path: '/deliveries/{id}/log', summary: 'What happened to it, step by step' })
      .input(byId)
      .output(list(logStep)),
    attempts: oc
      .route({ method: 'GET', path: '/deliveries/{id}/attempts', summary: 'Attempts to send it, newest first' })
      .input(
        byId.extend({
          cursor: z.string().max(128).optional(),
          limit: z.coerce.number().int().min(1).max(500).default(500)
        })
      )
      .output(list(attempt)),
    explanation: oc
      .route({ method: 'GET', path: '/deliveries/{id}/explanation', summary: 'Why verification came out as it did' })
      .input(byId)
      .output(explanation),
    remedy: oc
      .route({
        method: 'POST',
        path: '/deliveries/{id}/remedy',
        summary: 'Carry out the action of its explanation, verify it again, and explain it anew'
      })
      .input(byId.extend({ action: remedyAction }))
      .output(explanation),
    resend: oc
      .route({ method: 'POST', path: '/deliveries/{id}/resend', summary: 'Send it again to a target or a URL' })
      .input(byId.extend(resendInput.shape))
      .output(z.object({ attempts: z.array(attempt) })),
    resendMany: oc
      .route({ method: 'POST', path: '/deliveries/resend', summary: 'Send a selection again, oldest first; answers with the job at once' })
      .input(resendManyInput)
      .output(job),
    attemptBytes: oc
      .route({ method: 'GET', path: '/deliveries/{id}/attempts/{attemptId}/bytes', summary: 'A range of what an attempt sent or got' })
      .input(
        byId.extend({
          attemptId: id,
          part: z.enum(['request', 'response']).default('response'),
          offset: z.coerce.number().int().min(0).default(0),
          length: z.coerce.number().int().min(1).max(1_048_576).default(262_144)
        })
      )
      .output(bytesView.extend({ offset: z.number().int() })),
    outboundFaults: oc
      .route({ method: 'GET', path: '/deliveries/{id}/outbound-faults', summary: 'Faults that it can be resent with' })
      .input(byId)
      .output(list(outboundFault)),
    star: oc
      .route({ method: 'POST', path: '/deliveries/{id}/star', summary: 'Keep it whatever the retention says' })
      .input(byId.extend({ starred: z.boolean() }))
      .output(done),
    accept: oc
      .route({
        method: 'POST',
        path: '/deliveries/{id}/accept',
        summary: 'Agree to what a challenge asks for: its secret, or its confirmation'
      })
      .input(byId)
      .output(done),
    related: oc
      .route({ method: 'GET', path: '/deliveries/{id}/related', summary: 'Deliveries that carry the same event, newest first' })
      .input(byId)
      .output(deliveryList),
    redeliveries: oc
      .route({
        method: 'GET',
        path: '/deliveries/{id}/redeliveries',
        summary: 'Every delivery of the same event, oldest first, compared with the one before and with the published schedule'
      })
      .input(byId)
      .output(redeliveries),
    remove: oc
      .route({ method: 'DELETE', path: '/deliveries', summary: 'Delete what a filter matches; without a filter, all but starred' })
      .input(z.object({ q: filterText.optional() }))
      .output(z.object({ deleted: z.number().int() })),
    removeMany: oc
      .route({ method: 'POST', path: '/deliveries/remove', summary: 'Delete those with these ids, starred ones too' })
      .input(removeManyInput)
      .output(z.object({ deleted: z.number().int() }))
  },

  endpoints: endpointRoutes,

  faults: {
    list: oc.route({ method: 'GET', path: '/endpoints/{id}/faults' }).input(byId).output(list(fault)),
    create: oc
      .route({ method: 'POST', path: '/endpoints/{id}/faults', successStatus: 201 })
      .input(z.intersection(byId, faultInput))
      .output(fault),
    update: oc
      .route({ method: 'PATCH', path: '/endpoints/{id}/faults/{faultId}' })
      .input(byId.extend({ faultId: id, ...faultPatch.shape }))
      .output(fault),
    remove: oc
      .route({ method: 'DELETE', path: '/endpoints/{id}/faults/{faultId}' })
      .input(byId.extend({ faultId: id }))
      .output(done),
    restart: oc
      .route({ method: 'POST', path: '/endpoints/{id}/faults/{faultId}/restart', summary: 'Start its counters and its time from nothing' })
      .input(byId.extend({ faultId: id }))
      .output(fault),
    reorder: oc
      .route({
        method: 'POST',
        path: '/endpoints/{id}/faults/order',
        summary: 'Set the order in which the rules are asked; all ids, once each'
      })
      .input(byId.extend({ faultIds: z.array(id).max(10_000) }))
      .output(list(fault)),
    kinds: oc.route({ method: 'GET', path: '/faults/kinds', summary: 'Every kind of fault with its params' }).output(list(faultKindInfo)),
    presets: oc.route({ method: 'GET', path: '/faults/presets', summary: 'Faults that are ready to use' }).output(list(faultPreset)),
    addPreset: oc
      .route({
        method: 'POST',
        path: '/endpoints/{id}/faults/presets/{presetId}',
        summary: 'Switch a preset on; one that is there already starts again'
      })
      .input(byId.extend({ presetId: z.string().max(64) }))
      .output(fault)
  },

  targets: targetRoutes,
  retries: retryRoutes,
  jobs: jobRoutes,

  samples: {
    list: oc.route({ method: 'GET', path: '/samples' }).output(list(sampleInfo)),
    send: oc
      .route({ method: 'POST', path: '/samples/send', summary: 'Send a signed sample event' })
      .input(sendSampleInput)
      .output(sentSample),
    get: oc
      .route({
        method: 'GET',
        path: '/samples/one',
        summary: 'One sample: body, fields, last values, how it is signed'
      })
      .input(sampleInput)
      .output(sample),
    trust: oc
      .route({
        method: 'POST',
        path: '/samples/trust',
        summary: "Let an endpoint trust Hooklab's own key, where the provider's is private"
      })
      .input(trustSamplesInput)
      .output(secretView)
  },

  checks: {
    start: oc
      .route({ method: 'POST', path: '/checks', successStatus: 201, summary: 'Check a handler; answers at once with state running' })
      .input(checkInput)
      .output(checkReport),
    list: oc.route({ method: 'GET', path: '/checks', summary: 'The last handler checks, newest first' }).output(list(checkSummary)),
    get: oc
      .route({ method: 'GET', path: '/checks/{id}', summary: 'The report of a check, as far as it is' })
      .input(byId)
      .output(checkReport),
    stop: oc.route({ method: 'POST', path: '/checks/{id}/stop' }).input(byId).output(checkReport),
    rerun: oc
      .route({ method: 'POST', path: '/checks/{id}/cases/{caseId}/run', summary: 'Run one case again' })
      .input(byId.extend({ caseId: z.string().max(64) }))
      .output(checkReport),
    export: oc
      .route({ method: 'GET', path: '/checks/{id}/export', summary: 'The report as JSON, JUnit XML or Markdown' })
      .input(byId.extend({ format: checkFormat.default('json') }))
      .output(checkExport)
  },

  schemes: { list: oc.route({ method: 'GET', path: '/schemes' }).output(list(schemeInfo)) },

  tunnel: {
    get: oc.route({ method: 'GET', path: '/tunnel' }).output(tunnel),
    drivers: oc.route({ method: 'GET', path: '/tunnel/drivers' }).output(list(tunnelDriverInfo)),
    open: oc
      .route({ method: 'POST', path: '/tunnel/open', summary: 'Open the tunnel; answers at once with state opening' })
      .input(openTunnelInput)
      .output(tunnel),
    close: oc.route({ method: 'POST', path: '/tunnel/close' }).output(tunnel),
    goBack: oc
      .route({
        method: 'POST',
        path: '/tunnel/go-back',
        summary: 'Try the wished tunnel again beside the fallback in use; left once it is proven'
      })
      .output(tunnel),
    check: oc.route({ method: 'POST', path: '/tunnel/check', summary: 'Prove now that the tunnel hears' }).output(tunnel),
    selfTest: oc
      .route({ method: 'POST', path: '/tunnel/self-test', summary: 'Send a signed sample through the public URL and tell each hop' })
      .input(selfTestInput)
      .output(selfTest),
    putSecret: oc
      .route({ method: 'POST', path: '/tunnel/secrets', summary: 'Store the token of a driver; it is never read back' })
      .input(tunnelSecretInput)
      .output(list(tunnelDriverInfo)),
    removeSecret: oc
      .route({ method: 'DELETE', path: '/tunnel/secrets/{driver}' })
      .input(z.object({ driver: z.string().max(64) }))
      .output(list(tunnelDriverInfo)),
    acceptHostKey: oc
      .route({ method: 'POST', path: '/tunnel/host-keys', summary: 'Accept the key that an ssh server has shown' })
      .input(acceptHostKeyInput)
      .output(done),
    forgetHostKey: oc
      .route({ method: 'DELETE', path: '/tunnel/host-keys', summary: 'Forget the key of an ssh server' })
      .input(z.object({ server: z.string().max(300) }))
      .output(done),
    acknowledge: oc.route({ method: 'POST', path: '/tunnel/acknowledge', summary: 'The changed URL has been seen' }).output(tunnel),
    exposure: oc.route({ method: 'GET', path: '/tunnel/exposure', summary: 'What the public URL lets through' }).output(exposure),
    updateExposure: oc
      .route({ method: 'PATCH', path: '/tunnel/exposure', summary: 'Change what the public URL lets through; holds at once' })
      .input(exposurePatch)
      .output(exposure)
  },

  settings: {
    get: oc.route({ method: 'GET', path: '/settings' }).output(settings),
    update: oc.route({ method: 'PATCH', path: '/settings' }).input(settingsPatch).output(settings)
  },

  filters: {
    list: oc.route({ method: 'GET', path: '/filters' }).output(list(savedFilter)),
    create: oc
      .route({ method: 'POST', path: '/filters', successStatus: 201 })
      .input(savedFilter.omit({ id: true }))
      .output(savedFilter),
    remove: oc.route({ method: 'DELETE', path: '/filters/{id}' }).input(byId).output(done)
  },

  listenerLog: oc
    .route({ method: 'GET', path: '/listener/log', summary: 'Requests that never became a delivery' })
    .output(list(listenerLogEntry)),

  changes: oc.route({ method: 'GET', path: '/changes', summary: 'Live changes as server-sent events' }).output(eventIterator(change))
}

export type Contract = typeof contract
