/** A whole page for when there is no app to show: what happened, and what to do. */
import { Link2Off, PlugZap } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../components/ui/button.tsx'

export interface NoticeProps {
  readonly kind: 'session-ended' | 'unreachable'
  readonly message?: string
}

export function Notice({ kind, message }: NoticeProps): ReactNode {
  const ended = kind === 'session-ended'
  return (
    <main className="flex h-dvh items-center justify-center bg-canvas p-8">
      <div className="flex max-w-md flex-col items-start gap-4">
        <span className="flex size-10 items-center justify-center rounded-panel border border-line bg-panel text-muted">
          {ended ? <Link2Off /> : <PlugZap />}
        </span>
        <h1 className="text-20">{ended ? 'This session has ended' : 'Hooklab does not answer'}</h1>
        {ended ? (
          <p className="text-muted">
            Hooklab was started again, or this page was opened without its token. Deliveries are safe. Open the URL that{' '}
            <code className="mono-12 text-text">hooklab serve</code> printed when it started; it ends in{' '}
            <code className="mono-12 text-text">#token=…</code>
          </p>
        ) : (
          <p className="text-muted">
            {message} Deliveries that were answered are stored. Start Hooklab again if it has stopped, then try again.
          </p>
        )}
        <Button variant="primary" onClick={() => location.reload()}>
          Try again
        </Button>
      </div>
    </main>
  )
}
