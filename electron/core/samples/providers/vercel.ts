/** Vercel. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'vercel-webhooks']] })

const fields = [
  textField('project', 'Project', 'tide-tables'),
  textField('branch', 'Branch', 'main'),
  textField('message', 'Commit message', 'Round tide heights')
]

export const samples: readonly SampleTemplate[] = [
  event('deployment.created', 'A deployment was started'),
  event('deployment.succeeded', 'A deployment succeeded'),
  event('deployment.error', 'A deployment failed')
]

function event(type: string, label: string): SampleTemplate {
  return json(type, label, {
    fields,
    body: {
      id: '{{mixed:24}}',
      type,
      createdAt: raw('milliseconds'),
      region: 'fra1',
      payload: {
        user: { id: '{{mixed:24:user}}' },
        team: { id: 'team_{{mixed:24:team}}' },
        deployment: {
          id: 'dpl_{{mixed:28:deployment}}',
          name: '{{project}}',
          url: 'tides.example.com',
          meta: { githubCommitRef: '{{branch}}', githubCommitMessage: '{{message}}', githubCommitSha: '{{hex:40:sha}}' }
        },
        project: { id: 'prj_{{mixed:28:project}}' },
        target: 'production',
        plan: 'pro'
      }
    }
  })
}
