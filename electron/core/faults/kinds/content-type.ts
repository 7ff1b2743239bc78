/** Gives the usual answer another content type, as a proxy's error page does. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const contentTypeFault: FaultKindDefinition<'content_type'> = {
  kind: 'content_type',
  label: 'Wrong content type',
  group: 'answer',
  text: 'The usual status with a content type that does not fit, as from a proxy.',
  fields: [
    { name: 'contentType', label: 'Content type', kind: 'text', default: 'text/html; charset=utf-8' },
    { name: 'body', label: 'Body', kind: 'body', placeholder: 'The usual body', help: 'Left empty, the usual body is sent.' }
  ],
  apply: ({ contentType, body }) => {
    const dropped = body === undefined ? /^content-type$/i : /^content-(?:type|length|encoding)$/i
    return {
      effect: {
        kind: 'alter',
        alter: (usual) => ({
          reply: {
            status: usual.status,
            headers: [['Content-Type', contentType], ...usual.headers.filter(([name]) => !dropped.test(name))],
            body: body === undefined ? usual.body : new TextEncoder().encode(body)
          },
          transmission: { kind: 'whole' },
          said: `Answered ${usual.status} as ${contentType}.`
        })
      },
      text: `answered as ${contentType} on purpose`
    }
  }
}
