/** Reads the first v1 of the header, and no other. */
import type { SampleApp } from '../sample-app.ts'
import { hmacHex, sameText } from '../signatures.ts'
import { app as sound } from './sound-stripe.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-several-signatures'],
  start: () => ({
    handle(request) {
      const header = request.header('stripe-signature') ?? ''
      const [time = '', signature = ''] = ['t', 'v1'].map((key) => new RegExp(`(?:^|,)${key}=([^,]*)`).exec(header)?.[1])
      if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return 400
      if (!sameText(signature, hmacHex(sound.secret, `${time}.${request.body.toString('utf8')}`))) return 400
      return request.body.byteLength === 0 ? 400 : 200
    },
    state: () => ({})
  })
}
