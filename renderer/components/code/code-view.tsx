/** Text to read: line numbers, folding, search. The editor behind it is loaded when it is first needed. */
import { lazy, type ReactNode, Suspense } from 'react'
import { Delayed } from '../delayed.tsx'

export interface CodeViewProps {
  readonly text: string
  readonly language: 'json' | 'text'
  readonly label: string
  readonly wrap?: boolean
  /** Scrolled to and marked: where reading failed. */
  readonly errorOffset?: number | undefined
}

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }))

export function CodeView(props: CodeViewProps): ReactNode {
  return (
    <Suspense
      fallback={
        <Delayed>
          <p className="p-3 text-muted">Loading the view…</p>
        </Delayed>
      }
    >
      <CodeEditor {...props} />
    </Suspense>
  )
}
