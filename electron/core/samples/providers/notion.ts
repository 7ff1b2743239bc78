/** Notion's events, which name what changed and leave its content to the API. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({})
const workspace = textField('workspace', 'Workspace', 'Northwind')
const attempt = numberField('attempt', 'Attempt', 1)
const parent = { id: '{{uuid:parent}}', type: 'page' }

export const samples: readonly SampleTemplate[] = [
  json('page.content_updated', 'The content of a page changed', {
    fields: [workspace, attempt],
    body: event('page.content_updated', 'page', { updated_blocks: [{ id: '{{uuid:block}}', type: 'block' }], parent })
  }),
  json('page.created', 'A page was created', {
    fields: [workspace, attempt],
    body: event('page.created', 'page', { parent })
  }),
  json('comment.created', 'Somebody commented', {
    fields: [workspace, attempt, textField('page', 'Page', '3f1c9a52-7b0e-4d2a-a6c4-91e05b7d8c20')],
    body: event('comment.created', 'comment', { page_id: '{{page}}', parent: { id: '{{page}}', type: 'page' } })
  })
]

function event(type: string, entity: string, data: object): object {
  return {
    id: '{{uuid}}',
    timestamp: '{{iso}}',
    workspace_id: '{{uuid:workspace}}',
    workspace_name: '{{workspace}}',
    subscription_id: '{{uuid:subscription}}',
    integration_id: '{{uuid:integration}}',
    type,
    authors: [{ id: '{{uuid:author}}', type: 'person' }],
    accessible_by: [{ id: '{{uuid:author}}', type: 'person' }],
    attempt_number: raw('attempt'),
    entity: { id: '{{uuid:entity}}', type: entity },
    data
  }
}
