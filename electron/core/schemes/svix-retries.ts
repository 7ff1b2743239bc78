/** The retry schedule of Svix, which the products that send through it share. */
import type { RetrySchedule } from '../../contract/index.ts'

export const svixRetries: RetrySchedule = {
  delaysSeconds: [5, 300, 1800, 7200, 18_000, 36_000, 36_000],
  summary: 'At once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h.',
  source: 'https://docs.svix.com/retries',
  readOn: '2026-11'
}
