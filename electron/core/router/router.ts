/** The handlers of the whole contract. A new method is one line here. */
import { implement } from '@orpc/server'
import { contract } from '../../contract/index.ts'
import { faultPresets } from '../faults/presets.ts'
import { faultKindInfos } from '../faults/registry.ts'
import { schemeInfos } from '../schemes/registry.ts'
import { toRouterError } from './router-errors.ts'
import type { Services } from './services.ts'

const done = { done: true } as const

const os = implement(contract).use(async ({ next }) => {
  try {
    return await next()
  } catch (error) {
    throw toRouterError(error)
  }
})

// One table of one-line handlers reads better whole than split by length.
// oxlint-disable-next-line max-lines-per-function
export function createRouter(services: Services) {
  const { store, endpoints, faults, targets, filters, tunnel, settings, clock, sending, checks } = services
  return os.router({
    status: os.status.handler(() => services.status()),
    deliveries: {
      list: os.deliveries.list.handler(async ({ input }) =>
        copyPage(
          await store.listDeliveries({ ...given('q', input.q), ...given('cursor', input.cursor), limit: input.limit, now: clock.now() })
        )
      ),
      get: os.deliveries.get.handler(({ input }) => services.getDelivery(input.id)),
      bytes: os.deliveries.bytes.handler(({ input }) =>
        store.getByteRange(input.id, input.part, input.offset, input.length, input.decompress)
      ),
      log: os.deliveries.log.handler(async ({ input }) => ({ items: (await store.getDelivery(input.id)).log })),
      attempts: os.deliveries.attempts.handler(async ({ input }) => await store.pageOfAttempts(input.id, input)),
      explanation: os.deliveries.explanation.handler(({ input }) => services.explain(input.id)),
      remedy: os.deliveries.remedy.handler(({ input }) => services.remedy(input.id, input.action)),
      resend: os.deliveries.resend.handler(async ({ input: { id, ...input }, signal }) => ({
        attempts: [...(await services.resend(id, input, signal))]
      })),
      resendMany: os.deliveries.resendMany.handler(({ input }) => sending.resendMany(input)),
      attemptBytes: os.deliveries.attemptBytes.handler(({ input: { id, attemptId, ...range } }) =>
        sending.attemptBytes(id, attemptId, range)
      ),
      outboundFaults: os.deliveries.outboundFaults.handler(async ({ input }) => ({
        items: [...(await services.outboundFaults(input.id))]
      })),
      star: os.deliveries.star.handler(async ({ input }) => {
        await services.star(input.id, input.starred)
        return done
      }),
      accept: os.deliveries.accept.handler(async ({ input }) => {
        await services.acceptHandshake(input.id)
        return done
      }),
      related: os.deliveries.related.handler(async ({ input }) => copyPage(await store.relatedDeliveries(input.id))),
      redeliveries: os.deliveries.redeliveries.handler(({ input }) => services.redeliveries(input.id)),
      remove: os.deliveries.remove.handler(async ({ input }) => ({ deleted: await services.removeDeliveries(input.q) })),
      removeMany: os.deliveries.removeMany.handler(async ({ input }) => ({ deleted: await services.removeSome(input.ids) }))
    },
    endpoints: {
      list: os.endpoints.list.handler(() => ({ items: [...endpoints.list()] })),
      create: os.endpoints.create.handler(({ input }) => endpoints.create(input)),
      get: os.endpoints.get.handler(({ input }) => endpoints.get(input.id)),
      update: os.endpoints.update.handler(({ input: { id, ...patch } }) => endpoints.update(id, patch)),
      remove: os.endpoints.remove.handler(async ({ input }) => {
        await services.removeEndpoint(input.id)
        return done
      }),
      sign: os.endpoints.sign.handler(({ input: { id, ...input } }) => services.sign(id, input)),
      addSecret: os.endpoints.addSecret.handler(({ input }) => endpoints.addSecret(input.id, input.value, input.label)),
      removeSecret: os.endpoints.removeSecret.handler(async ({ input }) => {
        await endpoints.removeSecret(input.id, input.secretId)
        return done
      })
    },
    faults: {
      list: os.faults.list.handler(({ input }) => ({ items: [...faults.list(endpoints.get(input.id).id)] })),
      create: os.faults.create.handler(({ input: { id, ...input } }) => faults.create(endpoints.get(id).id, input)),
      update: os.faults.update.handler(({ input: { id, faultId, ...patch } }) => faults.update(endpoints.get(id).id, faultId, patch)),
      remove: os.faults.remove.handler(async ({ input }) => {
        await faults.remove(endpoints.get(input.id).id, input.faultId)
        return done
      }),
      restart: os.faults.restart.handler(({ input }) => faults.restart(endpoints.get(input.id).id, input.faultId)),
      reorder: os.faults.reorder.handler(async ({ input }) => ({
        items: [...(await faults.reorder(endpoints.get(input.id).id, input.faultIds))]
      })),
      kinds: os.faults.kinds.handler(() => ({ items: faultKindInfos() })),
      presets: os.faults.presets.handler(() => ({ items: [...faultPresets] })),
      addPreset: os.faults.addPreset.handler(async ({ input }) => {
        const added = await faults.addPreset(endpoints.get(input.id).id, input.presetId)
        // Whoever switches one on wants it to act.
        if (!settings.current.faultsEnabled) await settings.update({ faultsEnabled: true })
        return added
      })
    },
    targets: {
      list: os.targets.list.handler(({ input }) => ({ items: [...targets.list(endpoints.get(input.id).id)] })),
      create: os.targets.create.handler(({ input: { id, ...input } }) => targets.create(endpoints.get(id).id, input)),
      update: os.targets.update.handler(({ input: { id, targetId, ...patch } }) => targets.update(endpoints.get(id).id, targetId, patch)),
      remove: os.targets.remove.handler(async ({ input }) => {
        await targets.remove(endpoints.get(input.id).id, input.targetId)
        return done
      }),
      confirmAddress: os.targets.confirmAddress.handler(({ input }) => targets.confirmAddress(input.id, input.targetId, input.address)),
      health: os.targets.health.handler(async () => ({ items: [...(await sending.health())] })),
      missed: os.targets.missed.handler(({ input }) => sending.missed(input.id, input.targetId)),
      forgetMissed: os.targets.forgetMissed.handler(async ({ input }) => {
        await sending.forgetMissed(input.id, input.targetId)
        return done
      }),
      catchUp: os.targets.catchUp.handler(({ input }) => sending.catchUp(input.id, input.targetId))
    },
    retries: {
      list: os.retries.list.handler(({ input }) => sending.retries.list(input)),
      send: os.retries.send.handler(({ input }) => sending.retries.send(input.id)),
      cancel: os.retries.cancel.handler(async ({ input }) => {
        await sending.retries.cancel(input.id)
        return done
      }),
      cancelAll: os.retries.cancelAll.handler(async ({ input }) => ({ cancelled: await sending.retries.cancelAll(input.targetId) }))
    },
    jobs: {
      list: os.jobs.list.handler(() => ({ items: [...sending.jobs.list()] })),
      get: os.jobs.get.handler(({ input }) => sending.jobs.get(input.id)),
      replay: os.jobs.replay.handler(({ input }) => sending.replay(input)),
      pause: os.jobs.pause.handler(({ input }) => sending.jobs.pause(input.id)),
      resume: os.jobs.resume.handler(({ input }) => sending.jobs.resume(input.id)),
      cancel: os.jobs.cancel.handler(({ input }) => sending.jobs.cancel(input.id)),
      remove: os.jobs.remove.handler(({ input }) => {
        sending.jobs.remove(input.id)
        return done
      })
    },
    samples: {
      list: os.samples.list.handler(async () => ({ items: [...(await services.samples.list())] })),
      send: os.samples.send.handler(({ input }) => services.samples.send(input)),
      get: os.samples.get.handler(({ input }) => services.samples.get(input)),
      trust: os.samples.trust.handler(({ input }) => services.samples.trust(input))
    },
    checks: {
      start: os.checks.start.handler(({ input }) => checks.start(input)),
      list: os.checks.list.handler(async () => ({ items: [...(await checks.list())] })),
      get: os.checks.get.handler(({ input }) => checks.get(input.id)),
      stop: os.checks.stop.handler(({ input }) => checks.stop(input.id)),
      rerun: os.checks.rerun.handler(({ input }) => checks.rerun(input.id, input.caseId)),
      export: os.checks.export.handler(({ input }) => checks.export(input.id, input.format))
    },
    schemes: { list: os.schemes.list.handler(() => ({ items: [...schemeInfos()] })) },
    tunnel: {
      get: os.tunnel.get.handler(() => tunnel.tunnel),
      drivers: os.tunnel.drivers.handler(() => ({ items: services.tunnelDrivers() })),
      open: os.tunnel.open.handler(({ input }) => tunnel.open(input)),
      close: os.tunnel.close.handler(() => services.closeTunnel()),
      goBack: os.tunnel.goBack.handler(() => tunnel.goBack()),
      check: os.tunnel.check.handler(() => tunnel.check()),
      selfTest: os.tunnel.selfTest.handler(({ input }) => services.testTunnel(input)),
      putSecret: os.tunnel.putSecret.handler(({ input }) => services.putTunnelSecret(input.driver, input.value)),
      removeSecret: os.tunnel.removeSecret.handler(({ input }) => services.removeTunnelSecret(input.driver)),
      acceptHostKey: os.tunnel.acceptHostKey.handler(async ({ input }) => {
        await services.hostKeys.accept(input.server, input.fingerprint)
        return done
      }),
      forgetHostKey: os.tunnel.forgetHostKey.handler(async ({ input }) => {
        await services.hostKeys.forget(input.server)
        return done
      }),
      acknowledge: os.tunnel.acknowledge.handler(() => tunnel.acknowledge()),
      exposure: os.tunnel.exposure.handler(() => services.exposure.current),
      updateExposure: os.tunnel.updateExposure.handler(({ input }) => services.exposure.update(input))
    },
    settings: {
      get: os.settings.get.handler(() => settings.current),
      update: os.settings.update.handler(({ input }) => {
        tunnel.requireUsable(input.tunnelFallbacks?.chain ?? [])
        return settings.update(input)
      })
    },
    filters: {
      list: os.filters.list.handler(() => ({ items: [...filters.list()] })),
      create: os.filters.create.handler(({ input }) => filters.create(input)),
      remove: os.filters.remove.handler(async ({ input }) => {
        await filters.remove(input.id)
        return done
      })
    },
    listenerLog: os.listenerLog.handler(async () => ({ items: [...(await store.listListenerLog())] })),
    changes: os.changes.handler(({ signal }) => services.changes(signal ?? new AbortController().signal))
  })
}

export type Router = ReturnType<typeof createRouter>

/** A page with an array of its own, as the contract's type wants it. */
function copyPage<Item>(page: { readonly items: readonly Item[]; readonly nextCursor?: string }): { items: Item[]; nextCursor?: string } {
  return { ...page, items: [...page.items] }
}

/** The entry when it was given, nothing otherwise. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  // TypeScript widens a computed key to string.
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value }
}
