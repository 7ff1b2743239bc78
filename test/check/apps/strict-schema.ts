/** Fails on fields that its schema does not have. */
import { z } from 'zod'
import type { SampleApp } from '../sample-app.ts'
import { isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

const schema = z.strictObject({ event: z.string(), id: z.string(), created_at: z.string(), data: z.unknown() })

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-unknown-fields', 'accepts-big-numbers'],
  start: () => ({
    handle(request) {
      if (!isPlainlySigned(request, sound.secret)) return 401
      if (request.body.byteLength === 0) return 400
      schema.parse(JSON.parse(request.body.toString('utf8')))
      return 204
    },
    state: () => ({})
  })
}
