/** Takes the first piece of the body for all of it. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-slow-upload'],
  start() {
    const handler = sound.start()
    return { ...handler, handle: (request, life) => handler.handle({ ...request, body: request.firstPiece }, life) }
  }
}
