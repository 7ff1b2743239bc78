/** Leafs through a body that is too large to be shown at once. */
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { formatBytes } from '../../lib/bytes.ts'
import { pageBytes } from './use-bytes.ts'

export interface BodyPagerProps {
  readonly page: number
  readonly totalBytes: number
  readonly onPage: (page: number) => void
}

export function BodyPager({ page, totalBytes, onPage }: BodyPagerProps): ReactNode {
  const last = Math.max(0, Math.ceil(totalBytes / pageBytes) - 1)
  const from = page * pageBytes
  return (
    <nav aria-label="Pages of the body" className="flex h-9 shrink-0 items-center gap-1 border-t border-line px-2">
      <IconButton label="First page" icon={<ChevronFirst />} disabled={page === 0} onClick={() => onPage(0)} />
      <IconButton label="Previous page" icon={<ChevronLeft />} disabled={page === 0} onClick={() => onPage(page - 1)} />
      <span className="px-2 text-12 text-muted">
        Page {(page + 1).toLocaleString('en-GB')} of {(last + 1).toLocaleString('en-GB')} · from {formatBytes(from)} to{' '}
        {formatBytes(Math.min(totalBytes, from + pageBytes))}
      </span>
      <IconButton label="Next page" icon={<ChevronRight />} disabled={page >= last} onClick={() => onPage(page + 1)} />
      <IconButton label="Last page" icon={<ChevronLast />} disabled={page >= last} onClick={() => onPage(last)} />
    </nav>
  )
}
