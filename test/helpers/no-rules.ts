/** Every rule of the public URL as it is at first. */
import type { ExposurePatch } from '../../electron/contract/index.ts'

export const noRules: ExposurePatch = {
  blocked: false,
  paths: 'endpoints',
  pathToken: 'off',
  basicAuth: null,
  allowed: [],
  callerHeader: 'automatic',
  maxPerMinute: 0
}
