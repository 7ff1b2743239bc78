/** Does the work before it answers. */
import { setTimeout as work } from 'node:timers/promises'
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const workMs = 240

export const app: SampleApp = {
  ...sound,
  fails: ['answers-in-time'],
  start() {
    const handler = sound.start()
    return {
      ...handler,
      async handle(request, life) {
        await work(workMs)
        return handler.handle(request, life)
      }
    }
  }
}
