/** The targets of all endpoints: kept in memory, written through to the store. */
import { targetInput, type Target, type TargetInput, type TargetPatch } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { createInTurn } from '../in-turn.ts'
import { needsConfirmation, parseTargetUrl } from '../forwarding/target-address.ts'
import { newId } from '../ids.ts'
import type { Store } from '../store/store.ts'

export interface TargetsOptions {
  readonly store: Pick<Store, 'putTarget' | 'removeTarget'>
  readonly clock: Clock
  readonly initial: readonly Target[]
  readonly onChange: (endpointId: string, items: readonly Target[]) => void
}

/** What targets of an older store lack. */
const laterFields: Pick<Target, 'retry' | 'autoCatchUp' | 'confirmedAddresses'> = {
  retry: { kind: 'none' },
  autoCatchUp: false,
  confirmedAddresses: []
}

export class Targets {
  readonly #options: TargetsOptions
  readonly #inTurn = createInTurn()
  readonly #byEndpoint = new Map<string, Target[]>()

  constructor(options: TargetsOptions) {
    this.#options = options
    for (const target of options.initial) this.#of(target.endpointId).push({ ...laterFields, ...target })
  }

  list(endpointId: string): readonly Target[] {
    return this.#byEndpoint.get(endpointId) ?? []
  }

  all(): readonly Target[] {
    return [...this.#byEndpoint.values()].flat()
  }

  find(targetId: string): Target | undefined {
    for (const targets of this.#byEndpoint.values()) {
      const found = targets.find((target) => target.id === targetId)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Errors: BAD_REQUEST for a URL that can't be sent to; CONFLICT for a second relay, as only one can answer. */
  create(endpointId: string, input: TargetInput): Promise<Target> {
    return this.#inTurn(async () => {
      const { filter, ...parsed } = targetInput.parse(input)
      const url = readUrl(parsed.url)
      const target: Target = {
        ...parsed,
        url: parsed.url.trim(),
        name: parsed.name === '' ? url.host : parsed.name,
        ...(filter === undefined ? {} : { filter }),
        confirmedAddresses: [],
        id: newId('tgt'),
        endpointId,
        createdAt: this.#options.clock.now()
      }
      this.#refuseSecondRelay(target)
      await this.#options.store.putTarget(target)
      this.#of(endpointId).push(target)
      this.#options.onChange(endpointId, this.list(endpointId))
      return target
    })
  }

  /** Errors: as for create, and NOT_FOUND. */
  update(endpointId: string, targetId: string, patch: TargetPatch): Promise<Target> {
    return this.#inTurn(async () => {
      const targets = this.#of(endpointId)
      const index = targets.findIndex((target) => target.id === targetId)
      const current = targets[index]
      if (current === undefined) throw targetNotFound(targetId)
      const { filter, ...rest } = patch
      const { filter: oldFilter, ...kept } = current
      const nextFilter = filter === undefined ? oldFilter : (filter ?? undefined)
      const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const changed: Target = { ...kept, ...set, ...(nextFilter === undefined ? {} : { filter: nextFilter }) }
      const takesSince = takesTheSame(current, changed) ? current.takesSince : this.#options.clock.now()
      // A confirmation is for one address of one remote host: another host must be confirmed anew.
      const confirmed = changed.allowRemote && readUrl(changed.url).host === readUrl(current.url).host
      const target: Target = {
        ...changed,
        ...(takesSince === undefined ? {} : { takesSince }),
        ...(confirmed ? {} : { confirmedAddresses: [] })
      }
      this.#refuseSecondRelay(target)
      return this.#replace(targets, index, target)
    })
  }

  /**
   * The second confirmation, by the very address, that a link-local or metadata address takes.
   * Errors: NOT_FOUND; UNPROCESSABLE when the target is not allowed to be remote yet, or the address needs no confirmation.
   */
  confirmAddress(endpointId: string, targetId: string, address: string): Promise<Target> {
    return this.#inTurn(async () => {
      const targets = this.#of(endpointId)
      const index = targets.findIndex((target) => target.id === targetId)
      const current = targets[index]
      if (current === undefined) throw targetNotFound(targetId)
      if (!current.allowRemote) {
        throw new AppError(
          'UNPROCESSABLE',
          `${current.name} may not be remote yet. Allow that first (allowRemote), then confirm the address.`
        )
      }
      const bare = address
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, '')
      if (!needsConfirmation(bare)) {
        throw new AppError('UNPROCESSABLE', `${address} is neither a link-local nor a metadata address, so it needs no confirmation.`)
      }
      return this.#replace(targets, index, { ...current, confirmedAddresses: [...new Set([...current.confirmedAddresses, bare])] })
    })
  }

  /** Errors: NOT_FOUND. */
  remove(endpointId: string, targetId: string): Promise<void> {
    return this.#inTurn(async () => {
      const targets = this.#of(endpointId)
      const index = targets.findIndex((target) => target.id === targetId)
      if (index === -1) throw targetNotFound(targetId)
      await this.#options.store.removeTarget(targetId)
      targets.splice(index, 1)
      this.#options.onChange(endpointId, this.list(endpointId))
    })
  }

  forgetEndpoint(endpointId: string): void {
    this.#byEndpoint.delete(endpointId)
  }

  async #replace(targets: Target[], index: number, target: Target): Promise<Target> {
    await this.#options.store.putTarget(target)
    targets[index] = target
    this.#options.onChange(target.endpointId, this.list(target.endpointId))
    return target
  }

  #of(endpointId: string): Target[] {
    const targets = this.#byEndpoint.get(endpointId) ?? []
    this.#byEndpoint.set(endpointId, targets)
    return targets
  }

  /** Two relays may stand side by side only when their filters keep them apart. */
  #refuseSecondRelay(target: Target): void {
    if (target.mode !== 'relay' || !target.enabled || target.filter !== undefined) return
    const other = this.list(target.endpointId).find(
      (one) => one.id !== target.id && one.enabled && one.mode === 'relay' && one.filter === undefined
    )
    if (other === undefined) return
    throw new AppError(
      'CONFLICT',
      `The target ${other.name} already relays everything, and only one target can answer. Give one of them a filter, or set this one to after-ack.`
    )
  }
}

/** Whether both take the same deliveries. */
function takesTheSame(one: Target, other: Target): boolean {
  const choice = ({ enabled, mode, filter }: Target): string => JSON.stringify([enabled, mode, filter])
  return choice(one) === choice(other)
}

function readUrl(text: string): URL {
  const url = URL.parse(text.trim())
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AppError('BAD_REQUEST', `url: "${text}" is no http or https URL. Write it whole, for example http://localhost:3000/webhook.`)
  }
  return parseTargetUrl(text)
}

function targetNotFound(targetId: string): AppError {
  return new AppError('NOT_FOUND', `There is no target ${targetId} on this endpoint. It may have been removed; reload the list.`)
}
