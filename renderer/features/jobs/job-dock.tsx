/** Jobs while one works elsewhere: one line each above the status bar, from the start until its summary has been seen. */
import { CircleCheck, CircleSlash, CircleX, Pause, Play, Repeat, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Job } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Progress } from '../../components/ui/progress.tsx'
import { Visible } from '../../components/visible.tsx'
import { useFilter } from '../deliveries/use-filter.ts'
import { failuresFilter, isEnded, jobCounts, jobReason, jobTitle } from './job-text.ts'
import { useJobActions } from './use-jobs.ts'

export function JobDock({ jobs }: { readonly jobs: readonly Job[] }): ReactNode {
  return (
    <section aria-label="Replays" className="max-h-32 overflow-y-auto border-t border-line bg-raised">
      <ul className="divide-y divide-line">
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
    </section>
  )
}

function JobLine({ job }: { readonly job: Job }): ReactNode {
  const reason = jobReason(job)
  const ended = isEnded(job)
  return (
    <li className="flex min-h-10 items-center gap-3 px-3 py-1">
      <Mark job={job} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">
            <Visible text={jobTitle(job)} />
          </span>
          {job.q !== undefined && job.q !== '' && (
            <code className="mono-12 min-w-0 truncate text-faint">
              <Visible text={job.q} />
            </code>
          )}
        </span>
        {reason !== undefined && ended && (
          <span className="truncate text-12 text-muted">
            <Visible text={reason} />
          </span>
        )}
      </span>
      {!ended && (
        <span className="hidden w-48 shrink-0 compact:block">
          <Progress label={jobTitle(job)} value={job.done} most={job.total} />
        </span>
      )}
      <span role="status" className="shrink-0 text-12 text-muted">
        {jobCounts(job)}
      </span>
      <Controls job={job} />
    </li>
  )
}

function Mark({ job: { state, failed } }: { readonly job: Job }): ReactNode {
  switch (state) {
    case 'running':
      return <Repeat className="text-violet" />
    case 'paused':
      return <Pause className="text-muted" />
    case 'finished':
      return failed === 0 ? <CircleCheck className="text-success" /> : <CircleX className="text-warning" />
    case 'cancelled':
      return <CircleSlash className="text-muted" />
    case 'stopped':
    case 'failed':
      return <CircleX className="text-danger" />
  }
}

function Controls({ job }: { readonly job: Job }): ReactNode {
  const { pause, resume, cancel, remove } = useJobActions()
  if (isEnded(job))
    return (
      <>
        <Failures job={job} />
        <IconButton size="small" label="Dismiss" tooltipSide="top" icon={<X className="size-3.5" />} onClick={() => remove.run(job.id)} />
      </>
    )
  return (
    <>
      {job.failed > 0 && <Failures job={job} />}
      {job.state === 'paused' ? (
        <Button size="small" icon={<Play />} busy={resume.busy} onClick={() => resume.run(job.id)}>
          Go on
        </Button>
      ) : (
        <Button size="small" icon={<Pause />} busy={pause.busy} onClick={() => pause.run(job.id)}>
          Pause
        </Button>
      )}
      <Button size="small" icon={<X />} busy={cancel.busy} onClick={() => cancel.run(job.id)}>
        Cancel
      </Button>
    </>
  )
}

/** To everything that failed where a filter can tell, else to the first of them. */
function Failures({ job }: { readonly job: Job }): ReactNode {
  const { setFilter } = useFilter()
  const filter = failuresFilter(job)
  const { firstFailure } = job
  if (!firstFailure) return null
  return (
    <Button
      size="small"
      onClick={() =>
        filter === undefined ? go({ screen: 'deliveries', id: firstFailure.deliveryId, tab: 'attempts' }) : setFilter(filter)
      }
    >
      {filter === undefined ? 'Show the first failure' : 'Show failures'}
    </Button>
  )
}
