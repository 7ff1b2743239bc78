/** Answers with a status of the developer's choice, also one that no server should send. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { FaultKindDefinition } from '../fault-kind.ts'

export const statusFault: FaultKindDefinition<'status'> = {
  kind: 'status',
  label: 'Status',
  group: 'answer',
  text: 'The delivery is recorded and answered with this status.',
  fields: [
    {
      name: 'status',
      label: 'Status',
      kind: 'number',
      min: 100,
      max: 999,
      default: 503,
      help: '100 to 199 is no final answer: it is sent, and the connection closed.'
    },
    { name: 'headers', label: 'Headers of the answer', kind: 'headers' },
    { name: 'body', label: 'Body', kind: 'body', placeholder: '{"error":"Simulated failure"}' }
  ],
  apply: ({ status, headers = [], body = '{"error":"Simulated failure"}' }) => {
    const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
    const type: HeaderPair[] = hasType ? [] : [['Content-Type', 'application/json']]
    const reply = { status, headers: [...type, ...headers], body: new TextEncoder().encode(body) }
    return {
      effect: { kind: 'reply', reply, ...(status < 200 ? { transmission: { kind: 'head_only' } } : {}) },
      text: `answered ${status} on purpose`
    }
  }
}
