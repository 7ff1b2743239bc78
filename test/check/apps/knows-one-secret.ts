/** Was never told of the new secret. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = { ...sound, secrets: [sound.secret, 'the secret after the next rotation'], fails: ['accepts-each-secret'] }
