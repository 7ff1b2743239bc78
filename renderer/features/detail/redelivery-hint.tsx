/** One line of the overview: that the event came more than once, and the way to what the provider did. */
import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { currentPlace, formatPlace } from '../../app/location.ts'
import { TextLink } from '../../components/text-link.tsx'
import { summarySentence } from './redelivery-text.ts'
import { useRedeliveries } from './use-redeliveries.ts'

export function RedeliveryHint({ id }: { readonly id: string }): ReactNode {
  const { data } = useRedeliveries(id)
  if (!data || data.items.length < 2) return null
  return (
    <p className="flex items-start gap-2">
      <RotateCw className="mt-0.5 text-violet" />
      <span className="min-w-0">
        {summarySentence(data)} <TextLink href={formatPlace({ ...currentPlace(), tab: 'redeliveries' })}>What the provider did</TextLink>
      </span>
    </p>
  )
}
