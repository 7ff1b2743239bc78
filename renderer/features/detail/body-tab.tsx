/** The request body. */
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { ByteSize } from '../../components/byte-size.tsx'
import { BodyViewer } from './body-viewer.tsx'

export function BodyTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { id, body, headers, bodyTruncated, incomplete } = delivery
  return (
    <div className="flex h-full min-h-0 flex-col">
      {bodyTruncated && (
        <p className="shrink-0 border-b border-line bg-warning-tint px-3 py-1 text-12 text-warning">
          The body was over the limit: the first <ByteSize sizeBytes={bodyTruncated.keptBytes} /> of{' '}
          <ByteSize sizeBytes={bodyTruncated.receivedBytes} /> are kept.
        </p>
      )}
      {incomplete && (
        <p className="shrink-0 border-b border-line bg-warning-tint px-3 py-1 text-12 text-warning">
          The sender left before the whole body came.
        </p>
      )}
      <div className="min-h-0 flex-1">
        <BodyViewer key={id} label="Request body" id={id} part="body" view={body} headers={headers} />
      </div>
    </div>
  )
}
