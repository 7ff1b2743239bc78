/** HubSpot: events come in a list. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  contentType: 'application/json;charset=UTF-8',
  headers: () => [
    ['User-Agent', 'HubSpot Connect 2.0 (http://dev.hubspot.com/) (namespace: webhooks-nio-http-client)'],
    ['Accept', '*/*']
  ]
})

const object = numberField('object', 'Object id', 51_204)
const source = textField('source', 'Change source', 'CRM_UI')

export const samples: readonly SampleTemplate[] = [
  event('contact.creation', 'A contact was created', [], { changeFlag: 'CREATED' }),
  event(
    'contact.propertyChange',
    'A property of a contact changed',
    [textField('property', 'Property', 'lifecyclestage'), textField('value', 'Value', 'customer')],
    {
      propertyName: '{{property}}',
      propertyValue: '{{value}}',
      isSensitive: false
    }
  ),
  event('deal.deletion', 'A deal was deleted', [], { changeFlag: 'DELETED' })
]

function event(subscriptionType: string, label: string, fields: SampleTemplate['fields'], more: object): SampleTemplate {
  return json(subscriptionType, label, {
    fields: [object, source, ...fields],
    body: [
      {
        eventId: raw('digits:9'),
        subscriptionId: 2_481_207,
        portalId: 8_112_044,
        appId: 1_160_452,
        occurredAt: raw('milliseconds-1'),
        subscriptionType,
        attemptNumber: 0,
        objectId: raw('object'),
        changeSource: '{{source}}',
        ...more
      }
    ]
  })
}
