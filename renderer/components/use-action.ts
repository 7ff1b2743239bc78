/** A deed done by the server on a press: busy while it runs, and a toast when it fails. */
import { useMutation } from '@tanstack/react-query'
import { toProblem } from '../lib/problems.ts'
import { toast } from './ui/toast.tsx'

export interface Action<Input, Output> {
  readonly run: (input: Input) => void
  /** For a caller that handles the failure itself. */
  readonly attempt: (input: Input) => Promise<Output>
  readonly busy: boolean
}

export interface ActionOptions<Input, Output> {
  /** "The target was not removed": the title of the toast. */
  readonly failure: string
  readonly act: (input: Input) => Promise<Output>
  readonly onDone?: (output: Output, input: Input) => void
}

export function useAction<Input, Output>({ failure, act, onDone }: ActionOptions<Input, Output>): Action<Input, Output> {
  const { mutate, mutateAsync, isPending } = useMutation({ mutationFn: act, ...(onDone && { onSuccess: onDone }) })
  return {
    run: (input) => mutate(input, { onError: (error) => toast({ kind: 'danger', title: failure, description: toProblem(error).message }) }),
    attempt: mutateAsync,
    busy: isPending
  }
}

/** For a change that has no field of its own to show an error at. */
export function reportNotSaved(error: unknown): void {
  toast({ kind: 'danger', title: 'The change was not saved', description: toProblem(error).message })
}
