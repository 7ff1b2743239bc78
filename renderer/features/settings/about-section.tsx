/** What this Hooklab is, where it keeps things, and what is wrong with it at the moment. */
import type { ReactNode } from 'react'
import type { Status } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Card } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Definition, DefinitionList, Section } from '../../components/section.tsx'
import { formatBytes } from '../../lib/bytes.ts'

export function AboutSection({ status }: { readonly status: Status }): ReactNode {
  return (
    <Section title="This Hooklab">
      {status.problems.map((problem) => (
        <Banner key={problem.code} shape="card" tone="danger" title={problem.message}>
          {problem.remedy}
        </Banner>
      ))}
      <Card>
        <DefinitionList>
          <Definition term="Version">
            {status.version}, {status.host === 'desktop' ? 'desktop' : 'headless, in a browser'}
          </Definition>
          <Definition term="Running since">
            <RelativeTime at={status.startedAt} />
          </Definition>
          <Definition term="Listener">
            <code className="mono-12">{status.listenerUrl}</code>
            {status.listenerNotice !== undefined && <p className="text-warning">{status.listenerNotice}</p>}
          </Definition>
          <Definition term="Data folder">
            <span className="flex items-center gap-1">
              <code className="mono-12 min-w-0 wrap-anywhere">{status.dataFolder}</code>
              <CopyButton size="small" text={status.dataFolder} label="Copy the data folder’s path" />
            </span>
          </Definition>
          <Definition term="Store">{formatBytes(status.storeBytes)}</Definition>
          <Definition term="Secrets">
            Kept in: {status.secretStorage.kind.replaceAll('_', ' ')}
            {!status.secretStorage.protected && <span className="text-warning">, not protected from other programs of this user</span>}
            {status.secretStorage.note !== undefined && <p className="text-12 text-muted">{status.secretStorage.note}</p>}
          </Definition>
        </DefinitionList>
      </Card>
    </Section>
  )
}
