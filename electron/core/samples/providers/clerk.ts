/** Clerk. */
import { jsonSamples, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'Svix-Webhooks/1.81.0 (sender)'],
    ['svix-id', 'msg_{{mixed:27}}']
  ]
})

const userId = 'user_{{mixed:27:user}}'
const userFields = [
  textField('firstName', 'First name', 'Zoë'),
  textField('lastName', 'Last name', 'Brandt'),
  textField('email', 'E-mail', 'zoe.brandt@example.com')
]
const user = {
  id: userId,
  object: 'user',
  first_name: '{{firstName}}',
  last_name: '{{lastName}}',
  username: null,
  email_addresses: [
    {
      id: 'idn_{{mixed:27:email}}',
      object: 'email_address',
      email_address: '{{email}}',
      verification: { status: 'verified', strategy: 'email_code' }
    }
  ],
  primary_email_address_id: 'idn_{{mixed:27:email}}',
  phone_numbers: [],
  public_metadata: {},
  created_at: raw('milliseconds-3'),
  updated_at: raw('milliseconds-1')
}

export const samples: readonly SampleTemplate[] = [
  event('user.created', 'A user was created', { fields: userFields, body: user }),
  event('user.updated', 'A user was changed', { fields: userFields, body: user }),
  event('session.created', 'Somebody signed in', {
    fields: [textField('status', 'Status', 'active')],
    body: {
      id: 'sess_{{mixed:27:session}}',
      object: 'session',
      user_id: userId,
      client_id: 'client_{{mixed:27:client}}',
      status: '{{status}}',
      created_at: raw('milliseconds-1')
    }
  }),
  event('organization.created', 'An organisation was created', {
    fields: [textField('name', 'Name', 'Northwind'), textField('slug', 'Slug', 'northwind')],
    body: {
      id: 'org_{{mixed:27:org}}',
      object: 'organization',
      name: '{{name}}',
      slug: '{{slug}}',
      created_by: userId,
      created_at: raw('milliseconds-1')
    }
  })
]

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: { data: body, instance_id: 'ins_{{mixed:27:instance}}', object: 'event', timestamp: raw('milliseconds'), type }
  })
}
