/** Twilio: forms, for messages that came, messages that went, and calls. */
import type { HeaderPair } from '../../../contract/index.ts'
import { formSample, textField, type SampleTemplate } from '../template.ts'

const headers: readonly HeaderPair[] = [
  ['User-Agent', 'TwilioProxy/1.1'],
  ['Accept', '*/*'],
  ['I-Twilio-Idempotency-Token', '{{uuid:delivery}}']
]
const from = textField('from', 'From', '+12025550143')
const to = textField('to', 'To', '+12025550171')
const account = 'AC{{hex:32:account}}'

export const samples: readonly SampleTemplate[] = [
  formSample('received', 'A message came', {
    fields: [from, to, textField('text', 'Text', 'When is high tide?')],
    headers,
    body: {
      ToCountry: 'US',
      SmsMessageSid: 'SM{{hex:32:sid}}',
      NumMedia: '0',
      SmsSid: 'SM{{hex:32:sid}}',
      SmsStatus: 'received',
      Body: '{{text}}',
      FromCountry: 'US',
      To: '{{to}}',
      NumSegments: '1',
      MessageSid: 'SM{{hex:32:sid}}',
      AccountSid: account,
      From: '{{from}}',
      ApiVersion: '2010-04-01'
    }
  }),
  status('delivered', 'A message was delivered', {}),
  status('undelivered', 'A message could not be delivered', { ErrorCode: '30003' }),
  formSample('completed', 'A call ended', {
    fields: [from, to, textField('length', 'Length in seconds', '47')],
    headers,
    body: {
      CallSid: 'CA{{hex:32:call}}',
      AccountSid: account,
      From: '{{from}}',
      To: '{{to}}',
      CallStatus: 'completed',
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      CallDuration: '{{length}}',
      Timestamp: '{{iso}}',
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0'
    }
  })
]

function status(type: string, label: string, more: Readonly<Record<string, string>>): SampleTemplate {
  return formSample(type, label, {
    fields: [from, to],
    headers,
    body: {
      SmsSid: 'SM{{hex:32:sid}}',
      SmsStatus: type,
      MessageStatus: type,
      To: '{{to}}',
      MessageSid: 'SM{{hex:32:sid}}',
      AccountSid: account,
      From: '{{from}}',
      ApiVersion: '2010-04-01',
      ...more
    }
  })
}
