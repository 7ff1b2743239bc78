/** Slack's Events API. */
import { jsonSamples, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)']] })

const channel = textField('channel', 'Channel', 'C07HARBOUR1')
const user = textField('user', 'User', 'U07MINA0001')
const text = (value: string) => textField('text', 'Text', value)
const stamp = '{{seconds}}.{{digits:6:ts}}'

export const samples: readonly SampleTemplate[] = [
  event('app_mention', 'The app was mentioned', {
    fields: [channel, user, text('<@U07HOOKBOT1> when is high tide?')],
    body: {
      type: 'app_mention',
      user: '{{user}}',
      text: '{{text}}',
      ts: stamp,
      channel: '{{channel}}',
      event_ts: stamp,
      team: 'T07NORTH001'
    }
  }),
  event('message', 'Somebody wrote a message', {
    fields: [channel, user, text('The boats leave at six.')],
    body: {
      type: 'message',
      channel: '{{channel}}',
      user: '{{user}}',
      text: '{{text}}',
      ts: stamp,
      event_ts: stamp,
      channel_type: 'channel',
      team: 'T07NORTH001'
    }
  }),
  event('reaction_added', 'Somebody reacted to a message', {
    fields: [channel, user, textField('reaction', 'Reaction', 'ocean')],
    body: {
      type: 'reaction_added',
      user: '{{user}}',
      reaction: '{{reaction}}',
      item_user: 'U07KWAME001',
      item: { type: 'message', channel: '{{channel}}', ts: '{{seconds-60}}.000200' },
      event_ts: stamp
    }
  }),
  event('team_join', 'Somebody joined the workspace', {
    fields: [user, textField('name', 'Name', 'kwame.mensah'), textField('email', 'E-mail', 'kwame.mensah@example.com')],
    body: {
      type: 'team_join',
      user: {
        id: '{{user}}',
        team_id: 'T07NORTH001',
        name: '{{name}}',
        deleted: false,
        tz: 'Africa/Accra',
        is_bot: false,
        profile: { email: '{{email}}', display_name: '{{name}}' }
      },
      event_ts: stamp
    }
  })
]

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: {
      token: '{{mixed:24:token}}',
      team_id: 'T07NORTH001',
      api_app_id: 'A07TIDES001',
      event: body,
      type: 'event_callback',
      event_id: 'Ev{{upper:9}}',
      event_time: raw('seconds'),
      authorizations: [{ enterprise_id: null, team_id: 'T07NORTH001', user_id: 'U07HOOKBOT1', is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: false
    }
  })
}
