/** Typeform's responses. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Typeform Webhooks']] })
const email = textField('email', 'E-mail', 'zoe.brandt@example.com')

export const samples: readonly SampleTemplate[] = [
  json('form_response', 'A form was filled in', {
    fields: [textField('answer', 'Answer', 'Two blue mugs'), numberField('score', 'Score', 9), email],
    body: response('form_response', [
      { type: 'text', text: '{{answer}}', field: { id: 'JwWggjAKtOkA', type: 'short_text', ref: 'wish' } },
      { type: 'number', number: raw('score'), field: { id: 'KoJxDM3c6x8h', type: 'opinion_scale', ref: 'score' } },
      { type: 'email', email: '{{email}}', field: { id: 'SMEUb7VJz92Q', type: 'email', ref: 'email' } }
    ])
  }),
  json('form_response_partial', 'A form was begun and left', {
    fields: [textField('answer', 'Answer', 'Two blue')],
    body: response('form_response_partial', [
      { type: 'text', text: '{{answer}}', field: { id: 'JwWggjAKtOkA', type: 'short_text', ref: 'wish' } }
    ])
  }),
  json('form_response_deleted', 'A response was deleted', {
    fields: [textField('form', 'Form id', 'lT4Z3j')],
    body: {
      event_id: '{{upper:26:event}}',
      event_type: 'form_response_deleted',
      form_response: { form_id: '{{form}}', token: '{{hex:32}}', deleted_at: '{{isoSeconds}}' }
    }
  })
]

function response(type: string, answers: readonly object[]): object {
  return {
    event_id: '{{upper:26:event}}',
    event_type: type,
    form_response: {
      form_id: 'lT4Z3j',
      token: '{{hex:32}}',
      landed_at: '{{isoSeconds}}',
      submitted_at: '{{isoSeconds}}',
      definition: { id: 'lT4Z3j', title: 'What do you drink from?' },
      answers
    }
  }
}
