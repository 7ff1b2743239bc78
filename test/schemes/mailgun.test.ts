/** Mailgun signs deliveries of a subaccount twice: with its own key, and with that of the parent account. */
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import type { SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { settingsFor } from './vector.ts'

const mailgun = findScheme('mailgun')
if (mailgun === undefined) throw new Error('no scheme mailgun')
const [timestamp, token] = ['1767225600', 'a'.repeat(50)]
const hmac = (key: string): string =>
  createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex')
const signature = { timestamp, token, signature: hmac('the key of the subaccount'), 'parent-signature': hmac('the key of the parent') }

const json: SignedRequest = {
  method: 'POST',
  url: '/in',
  headers: [['content-type', 'application/json']],
  body: Buffer.from(JSON.stringify({ signature, 'event-data': { event: 'delivered' } }))
}
const form: SignedRequest = {
  ...json,
  headers: [['content-type', 'application/x-www-form-urlencoded']],
  body: Buffer.from(new URLSearchParams(signature).toString())
}

const statusWith = (request: SignedRequest, key: string): string =>
  mailgun.verify(request, [{ id: 's', label: '', value: key }], 1_767_225_600_000, settingsFor(mailgun)).status

test.each([
  ['JSON', json],
  ['a form', form]
])('the key of the subaccount and that of its parent both verify %s, and no other', (_name, request) => {
  expect(statusWith(request, 'the key of the subaccount')).toBe('verified')
  expect(statusWith(request, 'the key of the parent')).toBe('verified')
  expect(statusWith(request, 'the key of somebody else')).toBe('failed')
})

test('signed anew it carries one signature, as one account signs it', () => {
  const body = mailgun.rewrite?.(json, 'the key of the parent', 1_767_225_660_000, settingsFor(mailgun))?.body ?? new Uint8Array()
  const fields = Object.keys((JSON.parse(Buffer.from(body).toString()) as { signature: object }).signature) // written as JSON right here
  expect(fields).toEqual(['timestamp', 'token', 'signature'])
  expect(
    mailgun.verify({ ...json, body }, [{ id: 's', label: '', value: 'the key of the parent' }], 1_767_225_660_000, settingsFor(mailgun))
      .status
  ).toBe('verified')
})
