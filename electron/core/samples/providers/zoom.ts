/** Zoom. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  contentType: 'application/json; charset=utf-8',
  headers: () => [
    ['User-Agent', 'Zoom Marketplace/1.0a'],
    ['clientid', '{{mixed:22:client}}'],
    ['x-zm-trackingid', 'v=2.0;rid=WEB_{{hex:32}}']
  ]
})

const topic = textField('topic', 'Topic', 'Harbour planning')
const user = textField('user', 'Participant', 'Kwame Mensah')
const meeting = {
  id: '{{digits:11:meeting}}',
  uuid: '{{mixed:22:meeting}}==',
  host_id: '{{mixed:22:host}}',
  topic: '{{topic}}',
  type: 2,
  start_time: '{{isoSeconds-60}}',
  timezone: 'Europe/Berlin',
  duration: 45
}

export const samples: readonly SampleTemplate[] = [
  event('meeting.started', 'A meeting was started', [topic], meeting),
  event('meeting.ended', 'A meeting ended', [topic], { ...meeting, end_time: '{{isoSeconds}}' }),
  event('meeting.participant_joined', 'Somebody joined a meeting', [topic, user], {
    ...meeting,
    participant: {
      user_id: '{{digits:8:user}}',
      user_name: '{{user}}',
      id: '{{mixed:22:participant}}',
      join_time: '{{isoSeconds}}',
      email: 'kwame.mensah@example.com'
    }
  })
]

function event(type: string, label: string, fields: SampleTemplate['fields'], object: object): SampleTemplate {
  return json(type, label, {
    fields,
    body: { event: type, payload: { account_id: '{{mixed:22:account}}', object }, event_ts: raw('milliseconds') }
  })
}
