/** Header lines as they came: order, case and repeats kept. Credentials and signatures are masked until asked for. */
import { ClipboardCopy, Eye, EyeOff, Info } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { DeliveryDetail, HeaderPair } from '../../../electron/contract/index.ts'
import { copyText } from '../../app/copy-text.ts'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { isSensitiveHeader } from '../../lib/redaction.ts'
import { HeaderTable } from './header-table.tsx'

export function HeadersTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { headers, trailers } = delivery
  return (
    <div className="flex flex-col gap-6 p-4">
      <HeaderSection title="Request headers" headers={headers} hint="In the order they came." />
      {trailers.length > 0 && <HeaderSection title="Trailers" headers={trailers} hint="They came after the body." />}
      <p className="flex items-start gap-2 text-12 text-faint">
        <Info className="size-3.5" />
        Through a tunnel, names may come in lower case and repeats joined: that is how the tunnel’s server hands them over.
      </p>
    </div>
  )
}

export function HeaderSection({
  title,
  headers,
  hint
}: {
  readonly title: string
  readonly headers: readonly HeaderPair[]
  readonly hint?: string
}): ReactNode {
  const [revealed, setRevealed] = useState(false)
  const hasSensitive = headers.some(([name]) => isSensitiveHeader(name))
  return (
    <Section
      title={title}
      {...(hint !== undefined && { hint })}
      actions={
        <>
          {hasSensitive && (
            <Button
              size="small"
              variant="ghost"
              icon={revealed ? <EyeOff /> : <Eye />}
              aria-pressed={revealed}
              onClick={() => setRevealed(!revealed)}
            >
              {revealed ? 'Hide' : 'Reveal'}
            </Button>
          )}
          <Button
            size="small"
            variant="ghost"
            icon={<ClipboardCopy />}
            disabled={headers.length === 0}
            onClick={() => void copyText(asText(headers), 'The header lines')}
          >
            Copy all
          </Button>
        </>
      }
    >
      <HeaderTable label={title} headers={headers} revealed={revealed} />
    </Section>
  )
}

function asText(headers: readonly HeaderPair[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}
