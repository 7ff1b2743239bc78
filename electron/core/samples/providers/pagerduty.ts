/** PagerDuty, version 3. */
import { jsonSamples, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'PagerDuty-Webhook/V3.0'],
    ['X-Webhook-Id', '{{uuid:webhook}}'],
    ['X-Webhook-Subscription', 'P{{upper:6:subscription}}']
  ]
})

const fields = [textField('title', 'Title', 'Tide gauge 7 is silent'), textField('service', 'Service', 'Gauges')]

export const samples: readonly SampleTemplate[] = [
  event('incident.triggered', 'An incident was triggered', 'triggered'),
  event('incident.acknowledged', 'An incident was acknowledged', 'acknowledged'),
  event('incident.resolved', 'An incident was resolved', 'resolved')
]

function event(type: string, label: string, status: string): SampleTemplate {
  return json(type, label, {
    fields,
    body: {
      event: {
        id: '{{upper:26}}',
        event_type: type,
        resource_type: 'incident',
        occurred_at: '{{iso}}',
        agent: { id: 'P{{upper:6:agent}}', type: 'user_reference', summary: 'Mina Okafor' },
        client: null,
        data: {
          id: 'Q{{upper:13:incident}}',
          type: 'incident',
          self: 'https://api.pagerduty.com/incidents/Q{{upper:13:incident}}',
          number: 118,
          status,
          incident_key: '{{hex:32:key}}',
          created_at: '{{isoSeconds-60}}',
          title: '{{title}}',
          service: { id: 'P{{upper:6:service}}', type: 'service_reference', summary: '{{service}}' },
          assignees: [],
          urgency: 'high'
        }
      }
    }
  })
}
