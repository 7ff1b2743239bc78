/** Docker Hub. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { addressTokenScheme } from '../token-scheme.ts'

export const scheme: Scheme = addressTokenScheme({
  id: 'docker-hub',
  label: 'Docker Hub',
  group: 'Developer tools',
  docsUrl: 'https://docs.docker.com/docker-hub/repos/manage/webhooks/',
  secretHint: 'Docker Hub signs nothing. Register the address with ?secret=… and give the same text here.',
  success: 'Any 2xx.',
  retries: {
    delaysSeconds: [],
    summary: 'None is documented.',
    source: 'https://docs.docker.com/docker-hub/repos/manage/webhooks/',
    readOn: '2026-11'
  },
  notes: ['The body names a callback_url; Hooklab never calls it.'],
  detect: (_headers, body) =>
    bodyFields(body, [
      ['push_data', 'tag'],
      ['repository', 'repo_name']
    ]).every((field) => field !== undefined),
  identify: (request) => ({ ...identifyPush(request), eventType: 'push' }),
  samples: [
    jsonSample('push', 'An image was pushed', (event) => ({
      callback_url: 'https://hub.example.com/u/sample/web/hook/sample/',
      push_data: { pushed_at: inSeconds(event), pusher: 'ada', tag: 'latest' },
      repository: { name: 'web', namespace: 'sample', repo_name: 'sample/web', status: 'Active' }
    }))
  ]
})

const identifyPush = identifyBy({ id: [{ path: 'push_data.pushed_at' }], idParts: [{ path: 'push_data.tag' }] })
