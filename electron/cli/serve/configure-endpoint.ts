/** Gives the default endpoint what `--scheme`, `--secret`, `--forward` and `--fault` ask for, once however often it is started. */
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { errorStatuses, type Endpoint, type ErrorCode } from '../../contract/index.ts'
import type { App } from '../../core/app.ts'
import { AppError } from '../../core/errors.ts'
import type { Router } from '../../core/router/router.ts'
import type { SecretStore } from '../../core/secrets/secret-store.ts'
import { readSecretArgument } from './secret-argument.ts'
import type { EndpointWishes } from './serve-options.ts'

const defaultPath = '/webhook'
const secretLabel = 'from --secret'
const targetName = 'from --forward'
/** Which secret the command line added last, sealed: an equal one is not added again. */
const secretNote = 'cli.secret'

type Client = RouterClient<Router>

/** Errors: rejects with the AppError of whatever is refused; nothing else is done after that. */
export async function configureEndpoint(app: App, wishes: EndpointWishes, secretStore: SecretStore): Promise<void> {
  try {
    await configure(app, wishes, secretStore)
  } catch (error) {
    // The router speaks to clients; what it refuses is an error of the product all the same.
    if (error instanceof ORPCError && isErrorCode(error.code)) throw new AppError(error.code, error.message, error)
    throw error
  }
}

async function configure(app: App, wishes: EndpointWishes, secretStore: SecretStore): Promise<void> {
  const client = createRouterClient(app.router)
  const secret = wishes.secret === undefined ? undefined : await readSecretArgument(wishes.secret)
  const found = app.endpoints.find((endpoint) => endpoint.path === defaultPath)
  const endpoint = found ?? (await client.endpoints.create({ name: 'webhook', path: defaultPath, requireJson: true }))
  if (wishes.scheme !== undefined && wishes.scheme !== endpoint.scheme)
    await client.endpoints.update({ id: endpoint.id, scheme: wishes.scheme })
  if (secret !== undefined) await putSecret({ app, client, endpoint, secretStore, value: secret })
  if (wishes.forward !== undefined) await putTarget(client, endpoint.id, wishes.forward)
  for (const presetId of wishes.faults ?? []) await client.faults.addPreset({ id: endpoint.id, presetId })
}

interface SecretToPut {
  readonly app: App
  readonly client: Client
  readonly endpoint: Endpoint
  readonly secretStore: SecretStore
  readonly value: string
}

/** A changed value takes the place of the one that the command line gave before; secrets of other origin stay. */
async function putSecret({ app, client, endpoint, secretStore, value }: SecretToPut): Promise<void> {
  const before = readNote(await app.getNote(secretNote))
  const known = endpoint.secrets.find((secret) => secret.id === before?.secretId)
  if (before !== undefined && known !== undefined && (await unseal(secretStore, before.sealed)) === value) return
  const added = await client.endpoints.addSecret({ id: endpoint.id, value, label: secretLabel })
  const sealed = Buffer.from(await secretStore.encrypt(value)).toString('base64')
  await app.putNote(secretNote, { secretId: added.id, sealed })
  if (known !== undefined) await client.endpoints.removeSecret({ id: endpoint.id, secretId: known.id })
}

function readNote(note: unknown): { readonly secretId: string; readonly sealed: string } | undefined {
  if (typeof note !== 'object' || note === null || !('secretId' in note) || !('sealed' in note)) return undefined
  const { secretId, sealed } = note
  return typeof secretId === 'string' && typeof sealed === 'string' ? { secretId, sealed } : undefined
}

async function unseal(secretStore: SecretStore, sealed: string): Promise<string | undefined> {
  // A note that another key sealed says nothing about the value: it is added as a new one.
  return secretStore.decrypt(Buffer.from(sealed, 'base64')).catch(() => undefined)
}

/** One target belongs to `--forward`. Naming an address on the command line allows it. */
async function putTarget(client: Client, endpointId: string, url: string): Promise<void> {
  const { items } = await client.targets.list({ id: endpointId })
  const own = items.find((target) => target.name === targetName) ?? items.find((target) => target.url === url)
  if (own === undefined) await client.targets.create({ id: endpointId, name: targetName, url, allowRemote: true })
  else if (own.url !== url || !own.enabled) await client.targets.update({ id: endpointId, targetId: own.id, url, enabled: true })
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatuses, code)
}
