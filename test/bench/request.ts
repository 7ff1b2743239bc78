/** The measured request: a signed POST of 1.5 KB, as the generic scheme signs it. */
import { createHmac } from 'node:crypto'

export const secret = 'bench-secret'

export function signedPost(path = '/webhook', id = 'evt_bench'): Uint8Array {
  const body = JSON.stringify({
    id,
    event: 'invoice.paid',
    data: { customer: 'cus_1', lines: Array.from({ length: 12 }, line), note: 'x'.repeat(200) }
  })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'User-Agent: bench/1.0',
    'Accept: */*',
    'Content-Type: application/json',
    `X-Signature: ${signature}`,
    `Content-Length: ${Buffer.byteLength(body)}`
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function line(_value: unknown, index: number): object {
  return { id: `li_${index}`, amount: 100 * index, currency: 'eur', description: 'A line of the invoice', quantity: 1 }
}
