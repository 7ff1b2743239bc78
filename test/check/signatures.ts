/** How the sample apps verify, written as the providers' pages say. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AppRequest } from './sample-app.ts'

export function hmacHex(secret: string, content: string | Buffer): string {
  return createHmac('sha256', secret).update(content).digest('hex')
}

/** In constant time, and false for another length. */
export function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}

/** The plain scheme: hex HMAC-SHA256 of the body in X-Signature. */
export function isPlainlySigned(request: AppRequest, secret: string): boolean {
  return sameText(request.header('x-signature') ?? '', hmacHex(secret, request.body))
}

interface PlainEvent {
  readonly id: string
  readonly event: string
}

export function eventIn(body: Buffer): PlainEvent {
  // The senders of these tests send nothing else.
  return JSON.parse(body.toString('utf8')) as PlainEvent
}
