/** The public URL is another one: for each endpoint its new address, and where its provider keeps the old one. */
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../electron/contract/index.ts'
import { useSetUi } from '../../app/ui-state.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useEndpoints, useSchemes, useTunnel } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { providerSteps } from '../onboarding/provider-steps.ts'

const anyProvider = 'Open the webhook settings of the provider, and put the new URL in the place of the old one.'

export function ChangeUrlGuide(): ReactNode {
  const setUi = useSetUi()
  const base = useTunnel().data?.publicUrl
  const endpoints = (useEndpoints().data ?? []).filter(({ enabled }) => enabled)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && setUi({ overlay: undefined })}
      title="Give providers the new URL"
      description="The signing secrets stay as they are. Providers send again what failed meanwhile, most of them by themselves."
    >
      {base === undefined ? (
        <p className="text-muted">There is no public URL just now. The tunnel screen says why.</p>
      ) : (
        <ol className="flex flex-col gap-5">
          {endpoints.map((endpoint) => (
            <EndpointGuide key={endpoint.id} endpoint={endpoint} base={base} />
          ))}
        </ol>
      )}
    </Dialog>
  )
}

function EndpointGuide({ endpoint, base }: { readonly endpoint: Endpoint; readonly base: string }): ReactNode {
  const scheme = useSchemes().data?.find(({ id }) => id === endpoint.scheme)
  const change = providerSteps.find(({ scheme: id }) => id === endpoint.scheme)?.change
  return (
    <li className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{visibleText(endpoint.name)}</span>
        {scheme && <ExternalLink href={scheme.docsUrl}>{scheme.label}</ExternalLink>}
      </div>
      <CodeLine text={base + endpoint.path} label={`Copy new URL of ${visibleText(endpoint.name)}`} />
      <p className="text-12 text-muted">{change ?? anyProvider}</p>
    </li>
  )
}
