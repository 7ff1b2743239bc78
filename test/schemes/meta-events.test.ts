/** Which event Meta's and WhatsApp's deliveries carry: what became of one message is several events, and so is what is done to a comment. */
import { expect, test } from 'vitest'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import type { EventIdentity } from '../../electron/core/schemes/scheme.ts'

function identify(provider: string, body: object): EventIdentity | undefined {
  const scheme = findScheme(provider)
  const request = { method: 'POST', url: '/', headers: [], body: Buffer.from(JSON.stringify(body)) }
  return scheme?.identify(request, { toleranceSeconds: 0, options: scheme.parseOptions({}) })
}

const changed = (object: string, field: string, value: object) => ({ object, entry: [{ id: '1', changes: [{ field, value }] }] })
const messaging = (object: string, event: object) => ({ object, entry: [{ id: '1', messaging: [{ sender: { id: '2' }, ...event }] }] })

test.each([
  [{ messages: [{ id: 'wamid.1', type: 'text' }] }, 'messages.text', 'wamid.1'],
  [{ messages: [{ id: 'wamid.2', type: 'interactive' }] }, 'messages.interactive', 'wamid.2'],
  [{ statuses: [{ id: 'wamid.3', status: 'sent' }] }, 'messages.sent', 'wamid.3:sent'],
  [{ statuses: [{ id: 'wamid.3', status: 'delivered' }] }, 'messages.delivered', 'wamid.3:delivered'],
  [{ errors: [{ code: 1 }] }, 'messages', undefined]
])('of WhatsApp %j is %s', (value, eventType, eventId) => {
  const body = changed('whatsapp_business_account', 'messages', value)
  expect(identify('whatsapp', body)).toEqual({ eventType, ...(eventId === undefined ? {} : { eventId }) })
})

test.each([
  [messaging('page', { message: { mid: 'm_1', text: 'a' } }), 'page.messages', 'm_1'],
  [messaging('page', { message: { mid: 'm_2', text: 'a', is_echo: true, app_id: 9 } }), 'page.message_echoes', 'm_2'],
  [messaging('instagram', { postback: { mid: 'm_3', payload: 'A' } }), 'instagram.messaging_postbacks', 'm_3'],
  [messaging('page', { read: { watermark: 1 } }), 'page.message_reads', undefined],
  [messaging('page', { something: {} }), 'page', undefined],
  [changed('page', 'leadgen', { leadgen_id: '44' }), 'page.leadgen', '44'],
  [changed('page', 'feed', { item: 'comment', verb: 'add', comment_id: '5_6', from: { id: '7' } }), 'page.feed', '5_6:comment:add:7'],
  [changed('page', 'feed', { item: 'comment', verb: 'edited', comment_id: '5_6', from: { id: '7' } }), 'page.feed', '5_6:comment:edited:7'],
  [changed('instagram', 'comments', { id: '8', text: 'a' }), 'instagram.comments', '8']
])('of Meta %j is %s', (body, eventType, eventId) => {
  expect(identify('meta', body)).toEqual({ eventType, ...(eventId === undefined ? {} : { eventId }) })
})
