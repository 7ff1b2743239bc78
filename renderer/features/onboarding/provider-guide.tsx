/** The steps at the provider's side, for the common ones. */
import { type ReactNode, useState } from 'react'
import type { Endpoint } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSchemes } from '../../lib/queries.ts'
import { providerSteps } from './provider-steps.ts'

const guideUrl = 'https://github.com/hooklab/hooklab/tree/main/docs/guide'

export function ProviderGuide({ endpoints }: { readonly endpoints: readonly Endpoint[] }): ReactNode {
  const [schemeId, setSchemeId] = useState('generic')
  const schemes = useSchemes().data
  const guide = providerSteps.find(({ scheme }) => scheme === schemeId)
  const scheme = schemes?.find(({ id }) => id === schemeId)
  const existing = endpoints.find((endpoint) => endpoint.scheme === schemeId)
  if (!guide) return null
  return (
    <section aria-label="At the provider" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-14">Who sends?</h2>
        <Segmented
          label="Who sends?"
          value={schemeId}
          onChange={setSchemeId}
          options={providerSteps.map(({ scheme: id, label }) => ({ value: id, label }))}
        />
      </div>
      <ol className="flex flex-col gap-2">
        {guide.steps.map((step, index) => (
          <li key={step} className="flex gap-3">
            <span
              aria-hidden
              className="flex size-5 shrink-0 items-center justify-center rounded-full border border-line text-11 text-muted"
            >
              {index + 1}
            </span>
            <span className="min-w-0 text-muted">{step}</span>
          </li>
        ))}
      </ol>
      <p className="flex flex-wrap gap-4 pl-8">
        <TextLink href={formatPlace({ screen: 'endpoints', id: existing?.id ?? `new:${schemeId}` })}>
          {existing ? `Open the endpoint ${existing.name}` : `Make a ${guide.label} endpoint`}
        </TextLink>
        {scheme && <ExternalLink href={scheme.docsUrl}>How it signs</ExternalLink>}
        <ExternalLink href={guideUrl}>Build a receiver step by step</ExternalLink>
      </p>
    </section>
  )
}
