/** Typeform's responses. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Typeform Webhooks']] })
const email = textField('email', 'E-mail', 'zoe.brandt@example.com')

const definition = {
  id: 'lT4Z3j',
  title: 'What do you drink from?',
  fields: [
    question('JwWggjAKtOkA', 'wish', 'short_text', 'What would you like?'),
    question('KoJxDM3c6x8h', 'score', 'opinion_scale', 'How likely are you to tell a friend?'),
    question('SMEUb7VJz92Q', 'email', 'email', 'Where can we write to you?')
  ],
  endings: [
    {
      id: 'dN5FLyFpCMFo',
      ref: 'thanks',
      title: 'Thank you!',
      type: 'thankyou_screen',
      properties: { button_text: 'Back', show_button: false }
    }
  ]
}

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
  })
]

function question(id: string, ref: string, type: string, title: string): object {
  return { id, ref, type, title, properties: {} }
}

function response(type: string, answers: readonly object[]): object {
  return {
    event_id: '{{upper:26:event}}',
    event_type: type,
    form_response: {
      form_id: 'lT4Z3j',
      token: '{{hex:32}}',
      landed_at: '{{isoSeconds-48}}',
      submitted_at: '{{isoSeconds}}',
      hidden: { source: 'newsletter' },
      calculated: { score: 0 },
      definition,
      answers,
      ending: { id: 'dN5FLyFpCMFo', ref: 'thanks' }
    }
  }
}
