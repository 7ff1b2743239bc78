/** Answers with a status of the developer's choice. */
import type { FaultKindDefinition } from '../fault-kind.ts'

const jsonType = ['Content-Type', 'application/json'] as const

export const statusFault: FaultKindDefinition<'status'> = {
  kind: 'status',
  label: 'Answer with a status',
  describe: (params) => `answered ${params.status} on purpose`,
  effect: (params) => {
    const body = params.body ?? '{"error":"Simulated failure"}'
    const hasType = params.headers?.some(([name]) => name.toLowerCase() === 'content-type') === true
    const headers = [...(hasType ? [] : [[...jsonType] as [string, string]]), ...(params.headers ?? [])]
    return { kind: 'reply', reply: { status: params.status, headers, body: new TextEncoder().encode(body) } }
  }
}
