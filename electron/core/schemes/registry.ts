/**
 * Every scheme there is: one file in `providers/` each, found by looking, never listed by hand.
 * A build puts the files in place of `import.meta.glob`; from source they are read from the folder.
 */
import type { HeaderPair, SchemeInfo } from '../../contract/index.ts'
import { loadSchemes, schemesOf } from './load-schemes.ts'
import type { Scheme } from './scheme.ts'

declare global {
  interface ImportMeta {
    readonly env?: unknown
    glob(pattern: string, options: { eager: true }): Record<string, unknown>
  }
}

const detectUpToBytes = 65_536
const noBody = new Uint8Array()

export interface SchemeRegistry {
  /** In the order a picker shows them: families first, then providers by label. */
  readonly schemes: readonly Scheme[]
  readonly findScheme: (id: string) => Scheme | undefined
  readonly schemeInfos: () => SchemeInfo[]
  /** The scheme that a request seems to follow: single providers before families. */
  readonly detectScheme: (headers: readonly HeaderPair[], body: Uint8Array) => Scheme | undefined
}

/** Builds a registry. Errors: throws when two schemes have one id. */
export function createSchemeRegistry(found: readonly Scheme[]): SchemeRegistry {
  const byId = new Map<string, Scheme>()
  for (const scheme of found) {
    if (byId.has(scheme.id)) throw new Error(`Two schemes have the id "${scheme.id}".`)
    byId.set(scheme.id, scheme)
  }
  const ordered = found.toSorted(byFamilyThenLabel)
  const detectable = [
    ...ordered.filter((scheme) => scheme.family !== true),
    ...ordered.filter((scheme) => scheme.family === true).toReversed()
  ]
  return {
    schemes: ordered,
    findScheme: (id) => byId.get(id),
    schemeInfos: () => ordered.map(toInfo),
    detectScheme: (headers, body) => {
      // Looking into a large body once for each provider would hold up the one that waits: its headers must do.
      const seen = body.length > detectUpToBytes ? noBody : body
      return detectable.find((scheme) => scheme.detect(headers, seen))
    }
  }
}

const files = import.meta.env === undefined ? await loadSchemes(new URL('./providers/', import.meta.url)) : bundledSchemes()

export const { schemes, findScheme, schemeInfos, detectScheme } = createSchemeRegistry(files)

function bundledSchemes(): Scheme[] {
  return schemesOf(import.meta.glob('./providers/*.ts', { eager: true }))
}

/** Labels are plain English names: a collator would cost each start 10 ms. */
function byFamilyThenLabel(left: Scheme, right: Scheme): number {
  return rank(left) - rank(right) || (left.label.toLowerCase() < right.label.toLowerCase() ? -1 : 1)
}

function rank(scheme: Scheme): number {
  if (scheme.id === 'generic') return 0
  return scheme.family === true ? 1 : 2
}

function toInfo(scheme: Scheme): SchemeInfo {
  return {
    id: scheme.id,
    label: scheme.label,
    group: scheme.group,
    docsUrl: scheme.docsUrl,
    signatureHeaders: [...scheme.signatureHeaders],
    secretHint: scheme.secretHint,
    secretRequired: scheme.secretRequired,
    options: [...scheme.optionFields],
    canSign: scheme.sign !== undefined,
    notes: [...scheme.notes],
    ...(scheme.toleranceSeconds === undefined ? {} : { toleranceSeconds: scheme.toleranceSeconds }),
    ...(scheme.retries === undefined ? {} : { retries: scheme.retries }),
    ...(scheme.rotation === undefined ? {} : { rotation: scheme.rotation }),
    ...(scheme.success === undefined ? {} : { success: scheme.success }),
    ...(scheme.handshakeSummary === undefined ? {} : { handshake: scheme.handshakeSummary })
  }
}
