/** Updates of Telegram's Bot API. The type is the name of the field beside `update_id`. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({})
const firstName = textField('firstName', 'First name', 'Mina')
const username = textField('username', 'Username', 'mina_example')
const text = textField('text', 'Text', 'When does my order arrive?')

const userId = raw('digits:9:user')
const user = { id: userId, is_bot: false, first_name: '{{firstName}}', username: '{{username}}', language_code: 'en' }
const chat = { id: userId, first_name: '{{firstName}}', username: '{{username}}', type: 'private' }
const message = { message_id: raw('digits:4:message'), from: user, chat, date: raw('seconds'), text: '{{text}}' }

export const samples: readonly SampleTemplate[] = [
  json('message', 'A message came', { fields: [firstName, username, text], body: update({ message }) }),
  json('edited_message', 'A message was edited', {
    fields: [firstName, username, text],
    body: update({ edited_message: { ...message, date: raw('seconds-40'), edit_date: raw('seconds') } })
  }),
  json('callback_query', 'Somebody pressed a button', {
    fields: [firstName, username, textField('data', 'Data of the button', 'order:1042:track')],
    body: update({
      callback_query: {
        id: '{{digits:18:query}}',
        from: user,
        message: {
          message_id: raw('digits:4:message'),
          from: { id: raw('digits:10:bot'), is_bot: true, first_name: 'Northwind', username: 'northwind_example_bot' },
          chat,
          date: raw('seconds-20'),
          text: 'What would you like to do?',
          reply_markup: { inline_keyboard: [[{ text: 'Track', callback_data: '{{data}}' }]] }
        },
        chat_instance: '{{digits:19:instance}}',
        data: '{{data}}'
      }
    })
  })
]

function update(content: object): object {
  return { update_id: raw('digits:9'), ...content }
}
