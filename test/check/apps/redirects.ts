/** Sends everybody somewhere else, as a router with a trailing slash does. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = { ...sound, fails: ['accepts-good', 'still-alive'], start: () => ({ handle: () => 308, state: () => ({}) }) }
