/** Sending a delivery again. The outcome is shown where the delivery is looked at, and as a notice everywhere else. */
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Attempt, ResendInput } from '../../../electron/contract/index.ts'
import { currentPlace, go } from '../../app/location.ts'
import { outcomeText } from '../../components/status-code.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { formatDuration } from '../../lib/times.ts'
import { type CallProblem, toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface ResendRequest extends ResendInput {
  readonly id: string
}

export type ResendState =
  | { readonly phase: 'sending'; readonly since: number }
  | { readonly phase: 'sent'; readonly attempts: readonly Attempt[]; readonly at: number }
  | { readonly phase: 'failed'; readonly problem: CallProblem; readonly at: number }

const resendKey = ['resend'] as const

export function useResend(): (request: ResendRequest) => void {
  const client = useClient()
  const cache = useQueryClient()
  const { mutate } = useMutation({
    mutationKey: resendKey,
    mutationFn: (request: ResendRequest) => client.deliveries.resend(request),
    onSuccess: ({ attempts }, { id }) => {
      void cache.invalidateQueries({ queryKey: keys.attempts(id) })
      if (currentPlace().id !== id) notice(id, attempts)
    },
    onError: (error, { id }) => {
      if (currentPlace().id !== id) toast({ kind: 'danger', title: 'Not sent', description: toProblem(error).message })
    }
  })
  return useCallback((request) => mutate(request), [mutate])
}

/** The latest resend of one delivery since the page was opened. */
export function useResendState(id: string): ResendState | undefined {
  const states = useMutationState({
    filters: { mutationKey: resendKey, predicate: ({ state }) => isFor(state.variables, id) },
    select: ({ state }): ResendState => {
      if (state.status === 'error') return { phase: 'failed', problem: toProblem(state.error), at: state.submittedAt }
      const attempts = attemptsOf(state.data)
      return attempts ? { phase: 'sent', attempts, at: state.submittedAt } : { phase: 'sending', since: state.submittedAt }
    }
  })
  return states.at(-1)
}

function notice(id: string, attempts: readonly Attempt[]): void {
  const first = attempts[0]
  if (!first) return
  const { outcome, timings, targetUrl } = first
  const ok = outcome.kind === 'responded' && outcome.status < 400
  toast({
    id: `resend-${id}`,
    kind: ok ? 'success' : 'warning',
    title:
      attempts.length > 1
        ? `Sent ${attempts.length} times; first: ${outcomeText(outcome)}`
        : `${outcomeText(outcome)} in ${formatDuration(timings.totalMs)}`,
    description: targetUrl,
    action: { label: 'Show', onPress: () => go({ screen: 'deliveries', id, tab: 'attempts' }) }
  })
}

function isFor(variables: unknown, id: string): boolean {
  return typeof variables === 'object' && variables !== null && 'id' in variables && variables.id === id
}

function attemptsOf(data: unknown): readonly Attempt[] | undefined {
  // What the mutation under this key answers is typed where it is made.
  return typeof data === 'object' && data !== null && 'attempts' in data ? (data.attempts as readonly Attempt[]) : undefined
}
