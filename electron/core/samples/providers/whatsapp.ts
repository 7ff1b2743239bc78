/**
 * WhatsApp Cloud API: messages that came, what became of those that were sent, and changes of templates, numbers and the account.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference
 */
import type { SampleField } from '../../../contract/index.ts'
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  escapes: 'ascii',
  headers: () => [
    ['Accept', '*/*'],
    ['User-Agent', 'facebookexternalua']
  ]
})

const metadata = { display_phone_number: '12025550171', phone_number_id: '{{digits:15:number}}' }
const from = textField('from', 'From', '12025550143')
const name = textField('name', 'Name', 'Zoë Brandt')
const to = textField('to', 'To', '12025550143')
const category = textField('category', 'Category', 'utility')
const template = textField('template', 'Template', 'order_shipped')
const language = textField('language', 'Language', 'en_GB')

/** The message of ours that another one is about. */
const own = 'wamid.{{mixed:48:own}}'

export const samples: readonly SampleTemplate[] = [
  message('text', 'A message came', [textField('text', 'Text', 'When is high tide? 🌊')], { text: { body: '{{text}}' } }),
  message('image', 'A picture came', [textField('caption', 'Caption', 'The mooring this morning')], {
    image: {
      caption: '{{caption}}',
      mime_type: 'image/jpeg',
      sha256: '{{mixed:43:sha}}=',
      id: '{{digits:16:media}}',
      url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid={{digits:16:media}}&ext={{seconds+300}}&hash={{mixed:32:hash}}'
    }
  }),
  message('audio', 'A voice message came', [], {
    audio: { mime_type: 'audio/ogg; codecs=opus', sha256: '{{mixed:43:sha}}=', id: '{{digits:16:media}}', voice: true }
  }),
  message('document', 'A document came', [textField('file', 'File name', 'berth-contract.pdf')], {
    document: { filename: '{{file}}', mime_type: 'application/pdf', sha256: '{{mixed:43:sha}}=', id: '{{digits:16:media}}' }
  }),
  message('location', 'A place was shared', [textField('place', 'Place', 'Old harbour')], {
    location: { address: 'Quay 3, Harbour Town', latitude: 53.5436, longitude: 9.9883, name: '{{place}}' }
  }),
  message(
    'interactive',
    'A reply button was pressed',
    [textField('button', 'Id of the button', 'track-order'), textField('title', 'Its text', 'Track order')],
    {
      context: { from: metadata.display_phone_number, id: own },
      interactive: { type: 'button_reply', button_reply: { id: '{{button}}', title: '{{title}}' } }
    }
  ),
  message('button', 'A button of a template was pressed', [textField('text', 'Its text', 'Confirm')], {
    context: { from: metadata.display_phone_number, id: own },
    button: { payload: '{{text}}', text: '{{text}}' }
  }),
  message('reaction', 'A message got a reaction', [textField('emoji', 'Reaction', '👍')], {
    reaction: { message_id: own, emoji: '{{emoji}}' }
  }),
  message(
    'order',
    'Somebody ordered from the catalogue',
    [textField('item', 'Item', 'SKU-1042'), numberField('quantity', 'Quantity', 2), numberField('price', 'Price of one', '19.90')],
    {
      order: {
        catalog_id: '{{digits:15:catalog}}',
        text: '',
        product_items: [{ product_retailer_id: '{{item}}', quantity: raw('quantity'), item_price: raw('price'), currency: 'EUR' }]
      }
    }
  ),
  status('sent', 'A message was sent', { pricing: paid() }),
  status('delivered', 'A message was delivered', { pricing: paid() }),
  status('read', 'A message was read', { pricing: paid() }),
  status(
    'failed',
    'A message could not be sent',
    {
      errors: [
        {
          code: raw('code'),
          title: '{{title}}',
          message: '{{title}}',
          error_data: {
            details: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.'
          },
          href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/'
        }
      ]
    },
    [numberField('code', 'Error code', 131_047), textField('title', 'Error', 'Re-engagement message')]
  ),
  change('message_template_status_update', 'A template was reviewed', [template, language, textField('event', 'Event', 'APPROVED')], {
    event: '{{event}}',
    ...templateFacts(),
    reason: 'NONE',
    message_template_category: 'UTILITY'
  }),
  change(
    'message_template_quality_update',
    'The quality of a template changed',
    [template, language, textField('before', 'Before', 'GREEN'), textField('now', 'Now', 'YELLOW')],
    { previous_quality_score: '{{before}}', new_quality_score: '{{now}}', ...templateFacts() }
  ),
  change(
    'template_category_update',
    'The category of a template changed',
    [template, language, textField('before', 'Before', 'UTILITY'), textField('now', 'Now', 'MARKETING')],
    { ...templateFacts(), previous_category: '{{before}}', new_category: '{{now}}' }
  ),
  change(
    'phone_number_quality_update',
    'The quality of a number changed',
    [textField('event', 'Event', 'FLAGGED'), textField('limit', 'Limit', 'TIER_1K')],
    { display_phone_number: metadata.display_phone_number, event: '{{event}}', current_limit: '{{limit}}' }
  ),
  change('account_update', 'The account changed', [textField('event', 'Event', 'VERIFIED_ACCOUNT')], { event: '{{event}}' })
]

/** One message of a kind, from somebody to the business. */
function message(kind: string, label: string, fields: readonly SampleField[], content: object): SampleTemplate {
  return messages(kind, label, [from, name, ...fields], {
    contacts: [{ profile: { name: '{{name}}' }, wa_id: '{{from}}' }],
    messages: [{ from: '{{from}}', id: 'wamid.{{mixed:48}}', timestamp: '{{seconds}}', type: kind, ...content }]
  })
}

/** What became of a message of the business. */
function status(kind: string, label: string, more: object, fields: readonly SampleField[] = [category]): SampleTemplate {
  return messages(kind, label, [to, ...fields], {
    statuses: [{ id: 'wamid.{{mixed:48}}', status: kind, timestamp: '{{seconds}}', recipient_id: '{{to}}', ...more }]
  })
}

function paid(): object {
  return { billable: true, pricing_model: 'PMP', category: '{{category}}', type: 'regular' }
}

function templateFacts(): object {
  return {
    message_template_id: raw('digits:15:template'),
    message_template_name: '{{template}}',
    message_template_language: '{{language}}'
  }
}

function messages(kind: string, label: string, fields: readonly SampleField[], content: object): SampleTemplate {
  const changes = [{ value: { messaging_product: 'whatsapp', metadata, ...content }, field: 'messages' }]
  return json(`messages.${kind}`, label, {
    fields,
    body: { object: 'whatsapp_business_account', entry: [{ id: '{{digits:15:account}}', changes }] }
  })
}

function change(field: string, label: string, fields: readonly SampleField[], value: object): SampleTemplate {
  return json(field, label, {
    fields,
    body: {
      entry: [{ id: '{{digits:15:account}}', time: raw('seconds'), changes: [{ value, field }] }],
      object: 'whatsapp_business_account'
    }
  })
}
