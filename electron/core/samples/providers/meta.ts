/**
 * Meta: pages with their posts, comments, leads and Messenger, and Instagram. The type is the object and the field that it is subscribed by.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/reference/page and /instagram
 */
import type { SampleField } from '../../../contract/index.ts'
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  escapes: 'ascii',
  headers: () => [
    ['Accept', '*/*'],
    ['User-Agent', 'Webhooks/1.0 (https://fb.me/webhooks)']
  ]
})

const page = '{{digits:15:page}}'
const post = `${page}_{{digits:15:post}}`
const person = { id: '{{digits:17:person}}', name: '{{name}}' }
const name = textField('name', 'Name', 'Zoë Brandt')
const username = textField('username', 'Username', 'zoe.example')

export const samples: readonly SampleTemplate[] = [
  change('page', 'feed', 'Somebody commented on a post', [name, textField('text', 'Text', 'Is the harbour café open on Sunday? ☕')], {
    from: person,
    post: {
      status_type: 'mobile_status_update',
      is_published: true,
      updated_time: '{{isoSeconds-600}}',
      permalink_url: `https://www.facebook.com/${page}/posts/{{digits:15:post}}`,
      promotion_status: 'inactive',
      id: post
    },
    message: '{{text}}',
    post_id: post,
    comment_id: '{{digits:15:post}}_{{digits:16:comment}}',
    created_time: raw('seconds'),
    item: 'comment',
    parent_id: post,
    verb: 'add'
  }),
  // Lead ads tell no more than these; the answers are asked for with the id.
  change('page', 'leadgen', 'Somebody filled in a lead form', [textField('form', 'Id of the form', '1054209871234567')], {
    ad_id: '{{digits:17:ad}}',
    form_id: '{{form}}',
    leadgen_id: '{{digits:16:lead}}',
    created_time: raw('seconds'),
    page_id: page,
    adgroup_id: '{{digits:17:group}}'
  }),
  change('page', 'mention', 'A page was mentioned', [name, textField('text', 'Text', 'Thanks @Harbour Café for the soup!')], {
    post_id: '{{digits:15:other}}_{{digits:15:post}}',
    sender_name: '{{name}}',
    sender_id: '{{digits:17:person}}',
    item: 'post',
    verb: 'add',
    message: '{{text}}',
    created_time: raw('seconds')
  }),
  change('page', 'ratings', 'Somebody recommended a page', [name, textField('text', 'Text', 'Best fish soup of the coast.')], {
    item: 'rating',
    verb: 'add',
    recommendation_type: 'positive',
    review_text: '{{text}}',
    reviewer_id: '{{digits:17:person}}',
    reviewer_name: '{{name}}',
    open_graph_story_id: '{{digits:16:story}}',
    created_time: raw('seconds')
  }),
  messaging('page', 'messages', 'A message came by Messenger', [textField('text', 'Text', 'When is high tide? 🌊')], {
    message: { mid: 'm_{{mixed:86}}', text: '{{text}}' }
  }),
  messaging('page', 'messaging_postbacks', 'A button was pressed in Messenger', [
    textField('title', 'Its text', 'Get started'),
    textField('payload', 'What it carries', 'GET_STARTED')
  ], { postback: { title: '{{title}}', payload: '{{payload}}', mid: 'm_{{mixed:86}}' } }), // prettier-ignore
  messaging('page', 'message_reads', 'A message was read in Messenger', [], { read: { watermark: raw('milliseconds-1') } }),
  change('instagram', 'comments', 'Somebody commented on Instagram', [username, textField('text', 'Text', 'Which lens was that? 📷')], {
    from: { id: '{{digits:16:person}}', username: '{{username}}' },
    media: { id: '{{digits:17:media}}', media_product_type: 'FEED' },
    id: '{{digits:17:comment}}',
    text: '{{text}}'
  }),
  change('instagram', 'mentions', 'An account was mentioned on Instagram', [], {
    media_id: '{{digits:17:media}}',
    comment_id: '{{digits:17:comment}}'
  }),
  change('instagram', 'story_insights', 'A story has ended', [], {
    media_id: '{{digits:17:media}}',
    impressions: 444,
    reach: 333,
    taps_forward: 18,
    taps_back: 4,
    exits: 22,
    replies: 3
  }),
  messaging('instagram', 'messages', 'A message came by Instagram', [textField('text', 'Text', 'Do you ship to Oslo?')], {
    message: { mid: '{{mixed:120}}', text: '{{text}}' }
  })
]

function change(object: string, field: string, label: string, fields: readonly SampleField[], value: object): SampleTemplate {
  return json(`${object}.${field}`, label, {
    fields,
    body: { entry: [{ id: accountOf(object), time: raw('seconds'), changes: [{ value, field }] }], object }
  })
}

function messaging(object: string, field: string, label: string, fields: readonly SampleField[], content: object): SampleTemplate {
  const account = accountOf(object)
  const event = { sender: { id: '{{digits:16:person}}' }, recipient: { id: account }, timestamp: raw('milliseconds'), ...content }
  return json(`${object}.${field}`, label, {
    fields,
    body: { object, entry: [{ time: raw('milliseconds'), id: account, messaging: [event] }] }
  })
}

function accountOf(object: string): string {
  return object === 'page' ? page : '{{digits:17:account}}'
}
