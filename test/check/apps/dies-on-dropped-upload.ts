/** An error of the request stream ends the process. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['survives-dropped-upload', 'still-alive'],
  start: () => ({ ...sound.start(), onBroken: (life) => life.die() })
}
