/** Problems that last until they are mended, across every screen: what happens, what is safe, what to do. */
import type { ReactNode } from 'react'
import { Banner } from '../../components/banner.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useStatus } from '../../lib/queries.ts'

export function ProblemBanner(): ReactNode {
  const problems = useStatus().data?.problems ?? []
  return problems.map((problem) => (
    <Banner
      key={problem.code}
      tone="danger"
      urgent
      title={problem.message}
      actions={
        <span className="text-12 text-muted">
          <RelativeTime at={problem.since} />
        </span>
      }
    >
      {problem.remedy}
    </Banner>
  ))
}
