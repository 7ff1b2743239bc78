/**
 * Key pairs of our own, one a provider, for providers whose private key nobody else has: an endpoint that is given the public part takes
 * samples that are signed with the private one. Made when first asked for, sealed in the store as secrets are.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { HeaderPair } from '../../contract/index.ts'
import type { SchemeSettings, SignedRequest } from '../schemes/scheme.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Store } from '../store/store.ts'

/** How one provider's kind of key is made, shown and used. */
export interface OwnKeyKind {
  readonly algorithm: 'ed25519' | 'p256' | 'rsa'
  /** The public key as a developer would paste it into the endpoint. */
  publicText(publicKey: KeyObject): string
  /** The headers that make `request` valid at `now`. */
  sign(request: SignedRequest, privateKey: KeyObject, now: number, settings: SchemeSettings): readonly HeaderPair[]
  /** What the endpoint lacks for it to verify, as a sentence. */
  missing?(settings: SchemeSettings): string | undefined
}

export interface OwnKey {
  readonly privateKey: KeyObject
  readonly publicText: string
}

export interface OwnKeysOptions {
  readonly store: Pick<Store, 'getNote' | 'putNote'>
  readonly secretStore: SecretStore
}

export interface OwnKeys {
  /** The key pair of a provider, if one has been made and can still be read. */
  find(provider: string, kind: OwnKeyKind): Promise<OwnKey | undefined>
  findOrMake(provider: string, kind: OwnKeyKind): Promise<OwnKey>
}

export function openOwnKeys({ store, secretStore }: OwnKeysOptions): OwnKeys {
  const find: OwnKeys['find'] = async (provider, kind) => {
    const note = await store.getNote(noteKey(provider))
    if (typeof note !== 'string') return undefined
    try {
      return toOwnKey(await secretStore.decrypt(Buffer.from(note, 'base64')), kind)
    } catch {
      return undefined // Sealed with a key that is gone: the next one made takes its place.
    }
  }
  return {
    find,
    async findOrMake(provider, kind) {
      const found = await find(provider, kind)
      if (found !== undefined) return found
      const pem = makeKey(kind.algorithm).export({ type: 'pkcs8', format: 'pem' }).toString()
      await store.putNote(noteKey(provider), Buffer.from(await secretStore.encrypt(pem)).toString('base64'))
      return toOwnKey(pem, kind)
    }
  }
}

function noteKey(provider: string): string {
  return `samples.key.${provider}`
}

function toOwnKey(pem: string, kind: OwnKeyKind): OwnKey {
  const privateKey = createPrivateKey(pem)
  return { privateKey, publicText: kind.publicText(createPublicKey(privateKey)) }
}

function makeKey(algorithm: OwnKeyKind['algorithm']): KeyObject {
  switch (algorithm) {
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey
    case 'p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  }
}
