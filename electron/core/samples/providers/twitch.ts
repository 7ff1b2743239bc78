/** Notifications of Twitch EventSub. */
import { jsonSamples, numberField, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const versions: Readonly<Record<string, string>> = { 'channel.follow': '2' }
const json = jsonSamples({
  headers: (type) => [
    ['Twitch-Eventsub-Message-Id', '{{uuid}}'],
    ['Twitch-Eventsub-Message-Retry', '0'],
    ['Twitch-Eventsub-Message-Type', 'notification'],
    ['Twitch-Eventsub-Subscription-Type', type],
    ['Twitch-Eventsub-Subscription-Version', versionOf(type)]
  ]
})

const viewer = textField('viewer', 'Viewer', 'Kwame_Example')
const broadcasterId = '{{digits:8:broadcaster}}'
const broadcaster = {
  broadcaster_user_id: broadcasterId,
  broadcaster_user_login: 'northwind_example',
  broadcaster_user_name: 'Northwind_Example'
}
const user = { user_id: '{{digits:9:user}}', user_login: 'kwame_example', user_name: '{{viewer}}' }

export const samples: readonly SampleTemplate[] = [
  event(
    'channel.follow',
    'Somebody followed a channel',
    { fields: [viewer], body: { ...user, ...broadcaster, followed_at: '{{iso-1}}' } },
    { moderator_user_id: broadcasterId }
  ),
  event('stream.online', 'A stream began', {
    fields: [textField('kind', 'Kind', 'live')],
    body: { id: '{{digits:11:stream}}', ...broadcaster, type: '{{kind}}', started_at: '{{iso-2}}' }
  }),
  event('channel.cheer', 'Somebody cheered', {
    fields: [viewer, numberField('bits', 'Bits', 100), textField('message', 'Message', 'Lovely mugs! Cheer100')],
    body: { is_anonymous: false, ...user, ...broadcaster, message: '{{message}}', bits: raw('bits') }
  })
]

function event(type: string, label: string, { body, ...rest }: SampleEventText, condition: object = {}): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: {
      subscription: {
        id: '{{uuid:subscription}}',
        status: 'enabled',
        type,
        version: versionOf(type),
        condition: { broadcaster_user_id: broadcasterId, ...condition },
        transport: { method: 'webhook', callback: 'https://hooks.example.com/webhook' },
        created_at: '{{iso-86400}}',
        cost: 0
      },
      event: body
    }
  })
}

function versionOf(type: string): string {
  return versions[type] ?? '1'
}
