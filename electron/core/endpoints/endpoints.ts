/** All endpoints with their secrets: kept in memory for the listener, written through to the store. */
import { endpointInput, type Endpoint, type EndpointInput, type EndpointPatch, type SecretView } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError, errorMessage } from '../errors.ts'
import { createInTurn } from '../in-turn.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { findScheme } from '../schemes/registry.ts'
import type { Scheme, SchemeSecret, SchemeSettings } from '../schemes/scheme.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { EndpointRow, SecretRow, Store } from '../store/store.ts'
import { defaultEndpoint } from './default-endpoint.ts'
import { isUnder, normalisePath } from './routing.ts'

/** An endpoint ready for the listener. */
export interface ReadyEndpoint {
  readonly row: EndpointRow
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  readonly secrets: readonly SchemeSecret[]
  /** The canned body as bytes. */
  readonly responseBody: Uint8Array
}

export interface EndpointsOptions {
  readonly store: Pick<Store, 'putEndpoint' | 'removeEndpoint' | 'putSecret' | 'removeSecret'>
  readonly secretStore: SecretStore
  readonly clock: Clock
  readonly log: Log
  readonly onChange: () => void
  /** A stored secret can't be read back: the endpoint's requests stay unchecked until it is pasted again. */
  readonly onSecretLost: (endpointName: string, message: string) => void
}

interface Entry {
  ready: ReadyEndpoint
  views: SecretView[]
}

export class Endpoints {
  readonly #options: EndpointsOptions
  readonly #inTurn = createInTurn()
  readonly #entries = new Map<string, Entry>()
  /** Enabled ones, longest path first. */
  #routes: readonly ReadyEndpoint[] = []
  #onVerificationChange: (id: string) => void = () => {}

  private constructor(options: EndpointsOptions) {
    this.#options = options
  }

  static async load(rows: readonly EndpointRow[], secretRows: readonly SecretRow[], options: EndpointsOptions): Promise<Endpoints> {
    const endpoints = new Endpoints(options)
    for (const row of rows) {
      const own = secretRows.filter((secret) => secret.endpointId === row.id)
      const opened = await Promise.all(own.map((secret) => endpoints.#openSecret(row, secret)))
      const secrets = opened.filter((secret) => secret !== undefined)
      endpoints.#entries.set(row.id, { ready: makeReady(row, secrets), views: own.map(toView) })
    }
    endpoints.#rebuild()
    return endpoints
  }

  /** Called with the endpoint's id after it verifies otherwise than before; but not when it only lost a secret. */
  onVerificationChange(listener: (id: string) => void): void {
    this.#onVerificationChange = listener
  }

  list(): readonly Endpoint[] {
    return [...this.#entries.values()].map(toEndpoint)
  }

  /** Its name, or the id of one that is gone. */
  nameOf(id: string): string {
    return this.find(id)?.row.name ?? id
  }

  /** Nothing when it is gone. */
  find(id: string): ReadyEndpoint | undefined {
    return this.#entries.get(id)?.ready
  }

  /** Errors: NOT_FOUND. */
  get(id: string): Endpoint {
    return toEndpoint(this.#entry(id))
  }

  /** Errors: NOT_FOUND. */
  ready(id: string): ReadyEndpoint {
    return this.#entry(id).ready
  }

  route(path: string): ReadyEndpoint | undefined {
    for (const ready of this.#routes) if (isUnder(ready.row.path, path)) return ready
    return undefined
  }

  /** All secrets of all endpoints, for the explainer. */
  allReady(): readonly ReadyEndpoint[] {
    return [...this.#entries.values()].map((entry) => entry.ready)
  }

  /** Errors: CONFLICT when the path is another endpoint's; BAD_REQUEST for an unknown scheme or option. */
  create(input: EndpointInput): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const parsed = endpointInput.parse(input)
      const row: EndpointRow = {
        ...parsed,
        ...schemeDefaults(parsed.scheme),
        ...withoutUndefined(parsed),
        path: normalisePath(parsed.path),
        id: newId('end'),
        createdAt: this.#options.clock.now()
      }
      this.#refuseTakenPath(row)
      const ready = makeReady(row, [])
      await this.#options.store.putEndpoint(ready.row)
      this.#entries.set(row.id, { ready, views: [] })
      this.#changed()
      return this.get(row.id)
    })
  }

  /** Errors: as for create, and NOT_FOUND. */
  update(id: string, patch: EndpointPatch): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const entry = this.#entry(id)
      const current = entry.ready.row
      const row: EndpointRow = {
        ...current,
        ...(patch.scheme === undefined || patch.scheme === current.scheme ? {} : changeOfScheme(current, patch.scheme)),
        ...withoutUndefined(patch),
        ...(patch.path === undefined ? {} : { path: normalisePath(patch.path) })
      }
      this.#refuseTakenPath(row)
      const ready = makeReady(row, entry.ready.secrets)
      await this.#options.store.putEndpoint(ready.row)
      entry.ready = ready
      this.#changed()
      if (verifiesOtherwise(current, row)) this.#onVerificationChange(id)
      return this.get(id)
    })
  }

  /** Its deliveries stay. Errors: NOT_FOUND. */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#entry(id)
      await this.#options.store.removeEndpoint(id)
      this.#entries.delete(id)
      this.#changed()
    })
  }

  /** Errors: NOT_FOUND; UNPROCESSABLE when the value is nothing but space. */
  addSecret(id: string, value: string, label: string): Promise<SecretView> {
    return this.#inTurn(async () => {
      const entry = this.#entry(id)
      if (value.trim() === '')
        throw new AppError('UNPROCESSABLE', 'The secret is empty. Paste the signing secret that the provider shows for this endpoint.')
      const view: SecretView = { id: newId('sec'), label, hint: hintOf(value), createdAt: this.#options.clock.now() }
      const sealed = await this.#options.secretStore.encrypt(value)
      await this.#options.store.putSecret({ ...view, endpointId: id, sealed })
      entry.views.push(view)
      entry.ready = { ...entry.ready, secrets: [...entry.ready.secrets, { id: view.id, label, value }] }
      this.#changed()
      this.#onVerificationChange(id)
      return withDoubt(view, entry.ready)
    })
  }

  /** Gives an endpoint a secret that another one has; its value stays in here. Errors: NOT_FOUND. */
  async useSecret(id: string, secretId: string): Promise<void> {
    const entry = this.#entry(id)
    const owner = this.allReady().find(({ secrets }) => secrets.some((secret) => secret.id === secretId))
    const secret = owner?.secrets.find((each) => each.id === secretId)
    if (owner === undefined || secret === undefined)
      throw new AppError('NOT_FOUND', `There is no secret ${secretId} any more. It may have been removed; ask for the explanation again.`)
    if (entry.ready.secrets.some(({ value }) => value === secret.value)) return
    await this.addSecret(id, secret.value, secret.label === '' ? `from ${owner.row.name}` : secret.label)
  }

  /** Puts another value in the place of one; its label stays. Errors: as for addSecret and removeSecret. */
  async replaceSecret(id: string, secretId: string, value: string): Promise<void> {
    const label = this.#entry(id).views.find((view) => view.id === secretId)?.label ?? ''
    await this.addSecret(id, value, label)
    await this.removeSecret(id, secretId)
  }

  /** Errors: NOT_FOUND. */
  removeSecret(id: string, secretId: string): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entry(id)
      const index = entry.views.findIndex((view) => view.id === secretId)
      if (index === -1)
        throw new AppError('NOT_FOUND', `There is no secret ${secretId} on this endpoint. It may have been removed; reload the list.`)
      await this.#options.store.removeSecret(secretId)
      entry.views.splice(index, 1)
      entry.ready = { ...entry.ready, secrets: entry.ready.secrets.filter((secret) => secret.id !== secretId) }
      this.#changed()
    })
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new AppError('NOT_FOUND', `There is no endpoint ${id}. It may have been removed; reload the list.`)
    return entry
  }

  #refuseTakenPath(row: EndpointRow): void {
    const other = [...this.#entries.values()].find((entry) => entry.ready.row.path === row.path && entry.ready.row.id !== row.id)
    if (other !== undefined)
      throw new AppError('CONFLICT', `The path ${row.path} belongs to the endpoint ${other.ready.row.name}. Choose another path.`)
  }

  async #openSecret(row: EndpointRow, secret: SecretRow): Promise<SchemeSecret | undefined> {
    try {
      return { id: secret.id, label: secret.label, value: await this.#options.secretStore.decrypt(secret.sealed) }
    } catch (error) {
      this.#options.log.error('secret.unreadable', { endpoint: row.name, secret: secret.id })
      this.#options.onSecretLost(row.name, errorMessage(error))
      return undefined
    }
  }

  #changed(): void {
    this.#rebuild()
    this.#options.onChange()
  }

  #rebuild(): void {
    const enabled = [...this.#entries.values()].map((entry) => entry.ready).filter((ready) => ready.row.enabled)
    this.#routes = enabled.sort((a, b) => b.row.path.length - a.row.path.length)
  }
}

function verifiesOtherwise(before: EndpointRow, after: EndpointRow): boolean {
  const parts = ({ scheme, schemeOptions, toleranceSeconds }: EndpointRow): string =>
    JSON.stringify([scheme, schemeOptions, toleranceSeconds])
  return parts(before) !== parts(after)
}

function makeReady(row: EndpointRow, secrets: readonly SchemeSecret[]): ReadyEndpoint {
  const scheme = schemeOf(row.scheme)
  const options = scheme.parseOptions(row.schemeOptions)
  const settings = { toleranceSeconds: row.toleranceSeconds, options }
  return { row, scheme, settings, secrets, responseBody: new TextEncoder().encode(row.response.body) }
}

function toEndpoint({ ready, views }: Entry): Endpoint {
  return { ...ready.row, secrets: views.map((view) => withDoubt(view, ready)) }
}

/** Says when a secret looks like another provider's, or like no webhook secret at all. */
function withDoubt(view: SecretView, { scheme, secrets }: ReadyEndpoint): SecretView {
  const value = secrets.find((secret) => secret.id === view.id)?.value
  const doubt = value === undefined ? undefined : scheme.checkSecret?.(value)
  return doubt === undefined ? view : { ...view, doubt }
}

/** The tolerance and the answer that belong to a scheme. Errors: BAD_REQUEST for an unknown one. */
function schemeDefaults(schemeId: string): Pick<EndpointRow, 'toleranceSeconds' | 'response'> {
  const { toleranceSeconds, acknowledgement } = schemeOf(schemeId)
  const { response } = defaultEndpoint(0)
  const expected = acknowledgement === undefined ? response : { ...acknowledgement, headers: [...acknowledgement.headers] }
  return { toleranceSeconds: toleranceSeconds ?? 300, response: expected }
}

/** What changes with the scheme: its options, its tolerance, and its answer unless the developer wrote one. */
function changeOfScheme(row: EndpointRow, schemeId: string): Partial<EndpointRow> {
  const untouched = JSON.stringify(row.response) === JSON.stringify(schemeDefaults(row.scheme).response)
  const { toleranceSeconds, response } = schemeDefaults(schemeId)
  return { schemeOptions: {}, toleranceSeconds, ...(untouched ? { response } : {}) }
}

function schemeOf(schemeId: string): Scheme {
  const scheme = findScheme(schemeId)
  if (scheme !== undefined) return scheme
  throw new AppError('BAD_REQUEST', `There is no scheme called "${schemeId}". GET /api/schemes lists them all.`)
}

function toView(secret: SecretRow): SecretView {
  return { id: secret.id, label: secret.label, hint: secret.hint, createdAt: secret.createdAt }
}

/** The last four characters of a secret long enough that they give nothing away. */
function hintOf(value: string): string {
  return value.length >= 16 ? value.slice(-4) : ''
}

function withoutUndefined(patch: EndpointPatch): Partial<EndpointRow> {
  // Entries that are undefined were left out by the caller; what remains has the row's own types.
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<EndpointRow>
}
