/** Sends the sender elsewhere. Most providers take a redirect as a failure; some follow it and lose the body. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const redirectFault: FaultKindDefinition<'redirect'> = {
  kind: 'redirect',
  label: 'Redirect',
  group: 'answer',
  text: 'Sent elsewhere: most providers count it as a failure, some follow it.',
  fields: [
    {
      name: 'status',
      label: 'Status',
      kind: 'choice',
      choices: [
        { value: 301, label: '301 Moved permanently' },
        { value: 302, label: '302 Found' },
        { value: 303, label: '303 See other' },
        { value: 307, label: '307 Temporary redirect' },
        { value: 308, label: '308 Permanent redirect' }
      ],
      default: 302
    },
    { name: 'location', label: 'Location', kind: 'text', default: '/moved', help: 'A path or a whole URL.' }
  ],
  apply: ({ status, location }) => ({
    effect: { kind: 'reply', reply: { status, headers: [['Location', location]], body: new Uint8Array(0) } },
    text: `answered ${status} to ${location} on purpose`
  })
}
