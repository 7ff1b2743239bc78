/** What a fresh install has: one endpoint that answers as the guide does, with its `fail_test` rule. */
import type { Fault } from '../../contract/index.ts'
import type { EndpointRow } from '../store/store.ts'

export const defaultEndpointId = 'webhook'

export function defaultEndpoint(createdAt: number): EndpointRow {
  return {
    id: defaultEndpointId,
    name: 'webhook',
    path: '/webhook',
    scheme: 'generic',
    schemeOptions: {},
    onInvalid: 'reject',
    requireJson: true,
    toleranceSeconds: 300,
    response: { status: 200, headers: [['Content-Type', 'application/json']], body: '{"message":"Webhook received"}' },
    answerHandshakes: true,
    enabled: true,
    createdAt
  }
}

export const failTestFaultId = 'flt_fail_test'

export function failTestFault(createdAt: number): Fault {
  return {
    id: failTestFaultId,
    endpointId: defaultEndpointId,
    kind: 'status',
    params: { status: 500, body: '{"error":"Simulated failure"}' },
    match: { jsonPath: 'event', equals: 'fail_test' },
    scope: { always: true },
    enabled: true,
    keep: true,
    label: 'fail_test',
    position: 0,
    matchedCount: 0,
    appliedCount: 0,
    createdAt
  }
}
