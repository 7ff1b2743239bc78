/** The endpoints' screen: one endpoint, a new one (`new`, or `new:stripe` to begin with a scheme), or the list of all. */
import { Inbox, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { go } from '../../app/location.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Card, Page, PageLoading } from '../../components/page.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useEndpoints, useSchemes } from '../../lib/queries.ts'
import { EndpointEditor } from './endpoint-editor.tsx'
import { EndpointLinks } from './endpoint-list.tsx'
import { NewEndpoint } from './new-endpoint.tsx'

export function EndpointsScreen({ id }: { readonly id?: string | undefined }): ReactNode {
  const endpoints = useEndpoints()
  const schemes = useSchemes()
  if (endpoints.isError) return <LoadProblem what="the endpoints" error={endpoints.error} onRetry={() => void endpoints.refetch()} />
  if (schemes.isError) return <LoadProblem what="the signature schemes" error={schemes.error} onRetry={() => void schemes.refetch()} />
  if (!endpoints.data || !schemes.data) return <PageLoading what="the endpoints" />
  const [word, scheme] = (id ?? '').split(':', 2)
  if (word === 'new') return <NewEndpoint key={id} schemes={schemes.data} taken={endpoints.data} initialScheme={scheme} />
  const endpoint = endpoints.data.find((item) => item.id === id)
  if (endpoint) return <EndpointEditor key={endpoint.id} endpoint={endpoint} schemes={schemes.data} />
  return <AllEndpoints missing={id !== undefined} empty={endpoints.data.length === 0} />
}

function AllEndpoints({ missing, empty }: { readonly missing: boolean; readonly empty: boolean }): ReactNode {
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => go({ screen: 'endpoints', id: 'new' })}>
      New endpoint
    </Button>
  )
  return (
    <Page
      title="Endpoints"
      hint={missing ? 'That endpoint is not there any more. These are:' : 'The addresses that take requests.'}
      actions={!empty && add}
    >
      {empty ? (
        <EmptyState icon={<Inbox />} title="No endpoint takes requests" actions={add}>
          Until there is one, every request gets 404 and is kept as unrouted.
        </EmptyState>
      ) : (
        <Card flush>
          <div className="p-1">
            <EndpointLinks />
          </div>
        </Card>
      )}
    </Page>
  )
}
