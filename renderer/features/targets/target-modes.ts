/** The two ways of forwarding, as they are explained. */
import type { RadioListOption } from '../../components/ui/radio-list.tsx'
import type { Target } from '../../../electron/contract/index.ts'

export const targetModes: readonly RadioListOption<Target['mode']>[] = [
  {
    value: 'after-ack',
    label: 'After the answer',
    hint: 'The provider gets Hooklab’s reply at once; your app gets the delivery after it. A slow or stopped app loses nothing.'
  },
  {
    value: 'relay',
    label: 'Relay',
    hint: 'Your app answers: its response goes back to the provider byte for byte. 502 when it can’t be reached, 504 when it is too slow.'
  }
]
