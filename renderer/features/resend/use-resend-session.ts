/** One round of editing and sending: the draft, which outlives the dialog, the plan, and what came of the last sending. */
import { useCallback, useState } from 'react'
import type { DeliveryDetail, ResendInput, Target } from '../../../electron/contract/index.ts'
import { useSetUi, useUi } from '../../app/ui-state.ts'
import { describeEdits, type Draft, draftOf, editsOf } from './draft.ts'
import { firstPlan, rememberUrl, type SendPlan, toResendInput } from './send-plan.ts'
import { type OriginalBody, useOriginalBody } from './use-original-body.ts'
import { type ResendState, useResend, useResendState } from './use-resend.ts'

export interface ResendSessionOptions {
  readonly delivery: DeliveryDetail
  readonly targets: readonly Target[]
  readonly kind: 'url' | 'resign' | 'edit'
}

export interface ResendSession {
  readonly delivery: DeliveryDetail
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
  readonly original: OriginalBody
  readonly plan: SendPlan
  readonly setPlan: (plan: SendPlan) => void
  /** What was changed, in words. */
  readonly edits: readonly string[]
  readonly setBodyProblem: (problem: string | undefined) => void
  /** Why nothing can be sent as it stands. */
  readonly problem: string | undefined
  /** Counts how often the draft began anew. */
  readonly round: number
  readonly startOver: () => void
  /** Answers whether anything was sent. */
  readonly send: () => boolean
  readonly state: ResendState | undefined
}

export function useResendSession({ delivery, targets, kind }: ResendSessionOptions): ResendSession {
  const original = useOriginalBody(delivery)
  const [plan, setPlan] = useState<SendPlan>(() => firstPlan({ delivery, targets, kind }))
  const [bodyProblem, setBodyProblem] = useState<string>()
  const [round, setRound] = useState(0)
  const [askedAt, setAskedAt] = useState(0)
  const resend = useResend()
  const state = useResendState(delivery.id)
  const kept = useUi(({ draft: last }) => (last?.id === delivery.id ? last.draft : undefined))
  const setUi = useSetUi()
  const draft = kept ?? draftOf(delivery)
  const setDraft = useCallback((next: Draft) => setUi({ draft: { id: delivery.id, draft: next } }), [setUi, delivery.id])
  const isEdited = kind === 'edit'
  const edits = isEdited ? editsOf(draft, delivery, original.bytes) : undefined
  const problem = isEdited ? (bodyProblem ?? problemOf(draft, delivery, edits)) : undefined
  return {
    delivery,
    draft,
    setDraft,
    original,
    plan,
    setPlan,
    edits: isEdited ? describeEdits(draft, delivery, original.bytes) : [],
    setBodyProblem,
    problem,
    round,
    startOver: () => {
      setUi({ draft: undefined })
      setBodyProblem(undefined)
      setRound(round + 1)
    },
    send: () => {
      if (problem !== undefined) return false
      rememberUrl(plan)
      setAskedAt(Date.now())
      resend({ id: delivery.id, ...toResendInput(plan), ...(edits && { edits }) })
      return true
    },
    state: since(state, askedAt)
  }
}

/** What came of the sending before says nothing of the one that was just asked for. */
function since(state: ResendState | undefined, askedAt: number): ResendState | undefined {
  const at = state && (state.phase === 'sending' ? state.since : state.at)
  return at !== undefined && at < askedAt ? { phase: 'sending', since: askedAt } : state
}

function problemOf(draft: Draft, { bodyTruncated }: DeliveryDetail, edits: ResendInput['edits']): string | undefined {
  if (draft.method.trim() === '') return 'The method is empty.'
  if (!draft.path.startsWith('/')) return 'The path must begin with a slash.'
  if (bodyTruncated && edits?.bodyBase64 === undefined) return 'Only the first part of the body was kept: put another in its place.'
  return undefined
}
