/** Says loudly that the public URL is another one now: every provider still calls the old one. */
import { ListChecks } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSetUi } from '../../app/ui-state.ts'
import { Banner } from '../../components/banner.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useTunnel } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { useTunnelActions } from './use-tunnel-actions.ts'

export function UrlChangedNotice(): ReactNode {
  const change = useTunnel().data?.urlChanged
  const { acknowledge } = useTunnelActions()
  const setUi = useSetUi()
  if (!change) return null
  return (
    <Banner
      tone="warning"
      urgent
      title="The public URL has changed"
      actions={
        <>
          <Button size="small" icon={<ListChecks />} onClick={() => setUi({ overlay: 'change-url' })}>
            How to change it
          </Button>
          <CopyButton text={change.to} label="Copy the new public URL" size="small">
            Copy new URL
          </CopyButton>
          <Button size="small" busy={acknowledge.busy} onClick={() => acknowledge.run()}>
            Understood
          </Button>
        </>
      }
    >
      <p>
        Providers still send to the old one, where nobody listens. Give them the new one. <RelativeTime at={change.at} />
      </p>
      <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3">
        <dt className="text-12 text-muted">Old</dt>
        <dd className="mono-12 wrap-anywhere text-muted line-through">{visibleText(change.from)}</dd>
        <dt className="text-12 text-muted">New</dt>
        <dd className="mono-12 wrap-anywhere">{visibleText(change.to)}</dd>
      </dl>
    </Banner>
  )
}
