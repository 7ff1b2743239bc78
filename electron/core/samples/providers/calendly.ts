/** Calendly. */
import { jsonSamples, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Calendly']] })

const api = 'https://api.calendly.com'
const fields = [
  textField('name', 'Name', 'Zoë Brandt'),
  textField('email', 'E-mail', 'zoe.brandt@example.com'),
  textField('meeting', 'Meeting', 'Harbour tour')
]

export const samples: readonly SampleTemplate[] = [
  event('invitee.created', 'A meeting was booked', { status: 'active', rescheduled: false }),
  event('invitee.canceled', 'A meeting was cancelled', {
    status: 'canceled',
    rescheduled: false,
    cancellation: { canceled_by: '{{name}}', reason: 'Storm warning', canceler_type: 'invitee' }
  }),
  event('invitee_no_show.created', 'An invitee did not come', {
    status: 'active',
    no_show: { uri: `${api}/invitee_no_shows/{{uuid:noshow}}`, created_at: '{{iso-1}}' }
  })
]

function event(type: string, label: string, more: object): SampleTemplate {
  return json(type, label, {
    fields,
    body: {
      event: type,
      created_at: '{{iso}}',
      created_by: `${api}/users/{{uuid:user}}`,
      payload: {
        uri: `${api}/scheduled_events/{{uuid:event}}/invitees/{{uuid:invitee}}`,
        email: '{{email}}',
        name: '{{name}}',
        timezone: 'Europe/Berlin',
        created_at: '{{iso-2}}',
        updated_at: '{{iso-1}}',
        event: `${api}/scheduled_events/{{uuid:event}}`,
        questions_and_answers: [],
        tracking: { utm_source: null, utm_medium: null, utm_campaign: null },
        scheduled_event: {
          uri: `${api}/scheduled_events/{{uuid:event}}`,
          name: '{{meeting}}',
          status: 'active',
          start_time: '{{iso+86400}}',
          end_time: '{{iso+88200}}',
          location: { type: 'physical', location: 'Am Kai 3' }
        },
        ...more
      }
    }
  })
}
