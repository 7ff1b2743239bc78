/** Every route of the contract, and a client that knows which of them a test has called. */
import type { AnySchema } from '@orpc/contract'
import { contract } from '../../electron/contract/index.ts'
import type { ApiInit, HooklabProcess } from '../helpers/hooklab-process.ts'

export interface Route {
  /** `GET /deliveries/{id}` */
  readonly name: string
  readonly successStatus: number
  readonly output: AnySchema | undefined
}

export const routes: readonly Route[] = routesUnder(contract)

interface ProcedureParts {
  readonly route: { readonly method?: string; readonly path?: string; readonly successStatus?: number }
  readonly outputSchema?: AnySchema
}

function routesUnder(node: object): Route[] {
  if ('~orpc' in node) {
    // Everything under this key is oRPC's own description of one procedure.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { route, outputSchema } = node['~orpc'] as ProcedureParts
    return [{ name: `${route.method} ${route.path}`, successStatus: route.successStatus ?? 200, output: outputSchema }]
  }
  return Object.values(node).flatMap((child: unknown) => (typeof child === 'object' && child !== null ? routesUnder(child) : []))
}

export interface RestAnswer {
  readonly status: number
  // Tests reach into answers of many shapes; each has been checked against the contract.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

export interface RestClient {
  readonly called: ReadonlySet<string>
  /** Calls a route that must succeed. Errors: rejects when the answer is not exactly as in the contract. */
  call(name: string, parameters?: Readonly<Record<string, string>>, init?: ApiInit): Promise<RestAnswer>
}

/** `parameters` fill the path; what is left goes into the query. */
export function restClient(hooklab: Pick<HooklabProcess, 'api'>): RestClient {
  const called = new Set<string>()
  return {
    called,
    async call(name, parameters = {}, init = {}) {
      const route = routes.find((each) => each.name === name)
      if (route === undefined) throw new Error(`The contract has no ${name}.`)
      const [method = '', template = ''] = name.split(' ')
      const query = new URLSearchParams(parameters)
      const path = template.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
        query.delete(key)
        return encodeURIComponent(parameters[key] ?? '')
      })
      const response = await hooklab.api(`${path}${query.size > 0 ? `?${query}` : ''}`, { ...init, method })
      const body: unknown = await response.json()
      if (response.status !== route.successStatus) throw new Error(`${name} answered ${response.status} ${JSON.stringify(body)}`)
      await refuseDrift(route, body)
      called.add(name)
      return { status: response.status, body }
    }
  }
}

/** What the schema would drop or change is as wrong as what it refuses. */
async function refuseDrift({ name, output }: Route, body: unknown): Promise<void> {
  const result = await output?.['~standard'].validate(body)
  if (result === undefined) throw new Error(`${name} has no output schema.`)
  if (result.issues !== undefined) throw new Error(`${name} is not as in the contract: ${JSON.stringify(result.issues)}`)
  if (JSON.stringify(sorted(result.value)) !== JSON.stringify(sorted(body)))
    throw new Error(`${name} answers fields that the contract does not have.`)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)])
  )
}
