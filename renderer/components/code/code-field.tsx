/** Text or hexadecimal to write. The editor behind it is loaded when it is first needed. */
import { lazy, type ReactNode, Suspense } from 'react'
import { Delayed } from '../delayed.tsx'

export interface CodeFieldProps {
  /** What it begins with; later texts come from `onChange`. A new `key` begins anew. */
  readonly text: string
  readonly language: 'json' | 'text' | 'hex'
  readonly label: string
  readonly onChange: (text: string) => void
}

const CodeWriter = lazy(async () => ({ default: (await import('./code-writer.tsx')).CodeWriter }))

export function CodeField(props: CodeFieldProps): ReactNode {
  return (
    <Suspense
      fallback={
        <Delayed>
          <p className="p-3 text-muted">Loading the editor…</p>
        </Delayed>
      }
    >
      <CodeWriter {...props} />
    </Suspense>
  )
}
