/** Discord: events of the app, and an interaction. The private key is Discord's; samples can be signed with one of our own. */
import { sign } from 'node:crypto'
import type { OwnKeyKind } from '../own-key.ts'
import { jsonSamples, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const application = '1187203356044181605'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'Discord-Webhook/1.0 (+https://discord.com)'],
    ['X-Signature-Ed25519', '{{hex:128}}'],
    ['X-Signature-Timestamp', '{{seconds}}']
  ]
})

const user = {
  id: '{{digits:18:user}}',
  username: '{{username}}',
  global_name: 'Ines',
  avatar: '{{hex:32:avatar}}',
  discriminator: '0',
  public_flags: 0,
  clan: null,
  primary_guild: null
}
const username = textField('username', 'User name', 'ines.draws')

export const samples: readonly SampleTemplate[] = [
  event('APPLICATION_AUTHORIZED', 'Somebody authorised the app', {
    fields: [username, textField('guild', 'Server', 'Harbour sketch club')],
    body: {
      integration_type: 0,
      scopes: ['bot', 'applications.commands'],
      user,
      guild: {
        id: '{{digits:18:guild}}',
        name: '{{guild}}',
        icon: null,
        features: [],
        preferred_locale: 'en-GB',
        owner_id: '{{digits:18:user}}'
      }
    }
  }),
  event('APPLICATION_DEAUTHORIZED', 'Somebody removed the app', { fields: [username], body: { user } }),
  event('ENTITLEMENT_CREATE', 'Somebody bought something', {
    fields: [textField('sku', 'SKU', '1190008221457555466')],
    body: {
      id: '{{digits:18}}',
      sku_id: '{{sku}}',
      application_id: application,
      user_id: '{{digits:18:user}}',
      promotion_id: null,
      type: 8,
      deleted: false,
      gift_code_flags: 0,
      consumed: false,
      starts_at: '{{iso}}',
      ends_at: '{{iso+2592000}}',
      subscription_id: '{{digits:18:subscription}}'
    }
  }),
  json('2', 'A slash command was used', {
    fields: [username, textField('command', 'Command', 'palette'), textField('option', 'Its option', 'sunset')],
    body: {
      app_permissions: '442368',
      application_id: application,
      channel_id: '{{digits:18:channel}}',
      data: { id: '{{digits:18:command}}', name: '{{command}}', options: [{ name: 'theme', type: 3, value: '{{option}}' }], type: 1 },
      entitlements: [],
      guild_id: '{{digits:18:guild}}',
      guild_locale: 'en-GB',
      id: '{{digits:18}}',
      locale: 'en-GB',
      member: {
        avatar: null,
        deaf: false,
        flags: 0,
        joined_at: '2026-03-02T17:40:11.902000+00:00',
        mute: false,
        nick: null,
        roles: [],
        user
      },
      token: '{{mixed:120}}',
      type: 2
    }
  })
]

export const ownKey: OwnKeyKind = {
  algorithm: 'ed25519',
  publicText: (key) => key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
  sign({ body }, key, now) {
    const timestamp = String(Math.floor(now / 1000))
    return [
      ['X-Signature-Ed25519', sign(null, Buffer.concat([Buffer.from(timestamp), body]), key).toString('hex')],
      ['X-Signature-Timestamp', timestamp]
    ]
  }
}

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: { version: 1, application_id: application, type: 1, event: { type, timestamp: '{{iso}}', data: body } }
  })
}
