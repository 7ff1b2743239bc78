/** How a delivery goes out again: where to, how signed, and how often. */
import type { DeliveryDetail, ResendInput, Target } from '../../../electron/contract/index.ts'

export interface SendPlan {
  /** A target's id; undefined for the URL. */
  readonly targetId: string | undefined
  readonly targetUrl: string
  readonly resign: boolean
  readonly freshEventId: boolean
  readonly times: number
  readonly parallel: number
  readonly spacingMs: number
}

const lastUrlKey = 'hooklab.resend-url'

export interface FirstPlanOptions {
  readonly delivery: DeliveryDetail
  readonly targets: readonly Target[]
  /** What the developer asked for: another URL, a fresh signature, or edits, which break the old one. */
  readonly kind: 'url' | 'resign' | 'edit'
}

export function firstPlan({ delivery, targets, kind }: FirstPlanOptions): SendPlan {
  const { resigning, verdict } = delivery
  const wantsSignature = kind === 'resign' || (kind === 'edit' && verdict.status !== 'unsigned') || resigning?.advised === true
  return {
    targetId: kind === 'url' ? undefined : targets.find(({ enabled }) => enabled)?.id,
    targetUrl: localStorage.getItem(lastUrlKey) ?? targets[0]?.url ?? 'http://127.0.0.1:3000',
    resign: wantsSignature && resigning?.possible !== false,
    freshEventId: false,
    times: 1,
    parallel: 1,
    spacingMs: 0
  }
}

/** The call's input; what is at its default is left out. */
export function toResendInput({ targetId, targetUrl, resign, freshEventId, times, parallel, spacingMs }: SendPlan): ResendInput {
  return {
    ...(targetId === undefined ? { targetUrl: targetUrl.trim() } : { targetId }),
    resign,
    ...(freshEventId && { freshEventId }),
    ...(times > 1 && { times, parallel, spacingMs })
  }
}

export function rememberUrl({ targetId, targetUrl }: SendPlan): void {
  if (targetId === undefined) localStorage.setItem(lastUrlKey, targetUrl.trim())
}

/** What pressing the button will do: "Re-sign and resend 5 times". */
export function sendLabel({ resign, times }: SendPlan): string {
  return `${resign ? 'Re-sign and resend' : 'Resend'}${times > 1 ? ` ${times.toLocaleString('en-GB')} times` : ''}`
}
