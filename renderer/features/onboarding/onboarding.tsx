/** What stands in the list's place until the first delivery has come: where to send, how to try it, how to be reached. */
import { Send } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../electron/contract/index.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Kbd, Shortcut } from '../../components/ui/kbd.tsx'
import { useEndpoints, useStatus, useTunnel } from '../../lib/queries.ts'
import { endpointUrls } from '../endpoints/endpoint-urls.ts'
import { curlLine } from './curl-line.ts'
import { NoEndpoint } from './no-endpoint.tsx'
import { ProviderGuide } from './provider-guide.tsx'
import { Reachability } from './reachability.tsx'
import { useSendSample } from './use-send-sample.ts'
import { WaitingLine } from './waiting-line.tsx'

const exampleBody = '{"event":"order.paid","id":"evt_1"}'

export function Onboarding(): ReactNode {
  const status = useStatus().data
  const tunnel = useTunnel().data
  const endpoints = useEndpoints().data
  if (!status || !endpoints) return null
  const endpoint = endpoints.find(({ enabled }) => enabled)
  if (!endpoint) return <NoEndpoint />
  const urls = endpointUrls(endpoint, status, tunnel)
  const best = urls.public ?? urls.local
  return (
    <div className="h-full overflow-y-auto bg-panel">
      <div className="mx-auto flex min-h-full w-full max-w-2xl flex-col justify-center gap-8 px-6 py-10">
        <header className="flex flex-col gap-3">
          <h1 className="text-20">Send the first webhook</h1>
          <CodeLine large text={best} label={urls.public === undefined ? 'Copy local URL' : 'Copy public URL'} />
          {tunnel && <Reachability tunnel={tunnel} localUrl={urls.local} />}
        </header>
        <TryIt endpoint={endpoint} url={best} />
        <ProviderGuide endpoints={endpoints} />
        {tunnel && <WaitingLine status={status} tunnel={tunnel} />}
      </div>
    </div>
  )
}

function TryIt({ endpoint, url }: { readonly endpoint: Endpoint; readonly url: string }): ReactNode {
  const { run, busy } = useSendSample()
  const shortcut = useShortcut('palette.open')
  return (
    <section aria-label="Try it" className="flex flex-col gap-3">
      <p className="text-muted">
        Run this in a terminal
        {endpoint.secrets.length > 0 ? ' (unsigned: this endpoint has a secret and will say so)' : ''}, or let Hooklab send one.
      </p>
      <CodeLine text={curlLine({ url, body: exampleBody })} label="Copy cURL command" />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" icon={<Send />} busy={busy} onClick={() => run({ provider: endpoint.scheme, endpointId: endpoint.id })}>
          Send a test delivery
        </Button>
        <span className="flex items-center gap-1.5 text-12 text-faint">
          {shortcut === undefined ? <Kbd>?</Kbd> : <Shortcut keys={shortcut} />} for everything else
        </span>
      </div>
    </section>
  )
}
