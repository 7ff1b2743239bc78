/** The place of the dock in the frame. The dock itself is loaded with the first job. */
import { lazy, type ReactNode, Suspense } from 'react'
import { needsLine } from './job-text.ts'
import { useJobs } from './use-jobs.ts'

const JobDock = lazy(async () => ({ default: (await import('./job-dock.tsx')).JobDock }))

export function JobDockSlot(): ReactNode {
  const jobs = useJobs().filter(needsLine)
  if (jobs.length === 0) return null
  return (
    <Suspense fallback={null}>
      <JobDock jobs={jobs} />
    </Suspense>
  )
}
