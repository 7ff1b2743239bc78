/** Data could not be read: what happened, and a way to try again. */
import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { toProblem } from '../lib/problems.ts'
import { EmptyState } from './empty-state.tsx'
import { Button } from './ui/button.tsx'

export interface LoadProblemProps {
  /** What could not be read: "the settings". */
  readonly what: string
  readonly error: unknown
  readonly onRetry: () => void
}

export function LoadProblem({ what, error, onRetry }: LoadProblemProps): ReactNode {
  return (
    <EmptyState icon={<CloudOff />} title={`Could not read ${what}`} actions={<Button onClick={onRetry}>Try again</Button>}>
      {toProblem(error).message}
    </EmptyState>
  )
}
