/** WhatsApp Cloud API: every event is a change of the field it is in. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'facebookexternalua']] })

const metadata = { display_phone_number: '12025550171', phone_number_id: '{{digits:15:number}}' }

export const samples: readonly SampleTemplate[] = [
  change(
    'messages',
    'A message came',
    [textField('from', 'From', '12025550143'), textField('name', 'Name', 'Zoë'), textField('text', 'Text', 'When is high tide?')],
    {
      messaging_product: 'whatsapp',
      metadata,
      contacts: [{ profile: { name: '{{name}}' }, wa_id: '{{from}}' }],
      messages: [{ from: '{{from}}', id: 'wamid.{{mixed:48}}', timestamp: '{{seconds}}', text: { body: '{{text}}' }, type: 'text' }]
    }
  ),
  change(
    'message_template_status_update',
    'A template was approved',
    [textField('template', 'Template', 'order_shipped'), textField('event', 'Event', 'APPROVED')],
    {
      event: '{{event}}',
      message_template_id: raw('digits:15:template'),
      message_template_name: '{{template}}',
      message_template_language: 'en_GB',
      reason: 'NONE'
    }
  ),
  change(
    'phone_number_quality_update',
    'The quality of a number changed',
    [textField('event', 'Event', 'FLAGGED'), textField('limit', 'Limit', 'TIER_1K')],
    {
      display_phone_number: '12025550171',
      event: '{{event}}',
      current_limit: '{{limit}}'
    }
  )
]

function change(field: string, label: string, fields: SampleTemplate['fields'], value: object): SampleTemplate {
  return json(field, label, {
    fields,
    body: {
      object: 'whatsapp_business_account',
      entry: [{ id: '{{digits:15:account}}', time: raw('seconds'), changes: [{ value, field }] }]
    }
  })
}
