/** Two texts side by side. The editor behind it is loaded when it is first needed. */
import { lazy, type ReactNode, Suspense } from 'react'
import { Delayed } from '../../components/delayed.tsx'

export interface TextDiffProps {
  readonly left: string
  readonly right: string
  readonly language: 'json' | 'text'
}

const MergeEditor = lazy(async () => ({ default: (await import('./merge-editor.tsx')).MergeEditor }))

export function TextDiff(props: TextDiffProps): ReactNode {
  if (props.left === props.right) return <p className="p-4 text-muted">{props.language === 'json' ? 'The same JSON.' : 'The same text.'}</p>
  return (
    <Suspense
      fallback={
        <Delayed>
          <p className="p-3 text-muted">Comparing…</p>
        </Delayed>
      }
    >
      <MergeEditor {...props} />
    </Suspense>
  )
}
