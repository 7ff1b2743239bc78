/** A delivery that looks like a known provider's, where nothing is set up for that provider: offers to do it with one press. */
import { Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { reportNotSaved } from '../../components/use-action.ts'
import { Visible } from '../../components/visible.tsx'
import { useEndpoints, useSchemes } from '../../lib/queries.ts'
import { pathProblem } from '../endpoints/endpoint-urls.ts'
import { useEndpointActions } from '../endpoints/use-endpoint-actions.ts'
import { findOffer, type Offer, secretRemark } from './find-offer.ts'

export function ProviderOffer({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const endpoints = useEndpoints().data
  const schemes = useSchemes().data
  const offer = endpoints && schemes && findOffer({ delivery, endpoints, schemes, isPath: (path) => pathProblem(path) === undefined })
  return offer === undefined ? null : <OfferBanner offer={offer} />
}

function OfferBanner({ offer }: { readonly offer: Offer }): ReactNode {
  const { create, update } = useEndpointActions()
  const { scheme } = offer
  const owner = scheme.label.endsWith('s') ? `${scheme.label}’` : `${scheme.label}’s`
  const setUp = async (): Promise<void> => {
    const endpoint =
      offer.kind === 'update'
        ? await update.attempt({ id: offer.endpoint.id, ...offer.fields })
        : await create.attempt({ name: scheme.label, path: offer.path, ...offer.fields })
    toast({ kind: 'success', title: `${endpoint.name} is set up for ${scheme.label}`, description: secretRemark(scheme) })
    go({ screen: 'endpoints', id: endpoint.id })
  }
  return (
    <Banner
      shape="card"
      tone="info"
      icon={<Sparkles />}
      title={`These are ${owner} headers`}
      actions={
        <Button size="small" busy={create.busy || update.busy} onClick={() => void setUp().catch(reportNotSaved)}>
          {offer.kind === 'update' ? `Set up for ${scheme.label}` : `Create an endpoint for ${scheme.label}`}
        </Button>
      }
    >
      <OfferText offer={offer} />
    </Banner>
  )
}

function OfferText({ offer }: { readonly offer: Offer }): ReactNode {
  const { label } = offer.scheme
  if (offer.kind === 'update') return `Set this endpoint up for ${label} to have its signatures checked and its challenges answered.`
  return (
    <>
      Make an endpoint at <Visible text={offer.path} /> that checks signatures of {label}.
    </>
  )
}
