/** A request to send, complete but for what a test is about. */
import type { OutgoingRequest } from '../../electron/core/forwarding/attempt.ts'

export function outgoing(url: string, given: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    url,
    method: 'POST',
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from('{"a":1}'),
    timeoutMs: 20_000,
    verifyTls: true,
    allowRemote: false,
    ...given
  }
}
