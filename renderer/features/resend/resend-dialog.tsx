/** Resends with variations: to another URL, re-signed, repeated, or edited first. The answer is shown in the same place. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Button, type ButtonProps } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useTargets } from '../../lib/queries.ts'
import { useServices } from '../../lib/services.tsx'
import { useDelivery } from '../detail/use-delivery.ts'
import { RequestEditor } from './request-editor.tsx'
import { SendOptions } from './send-options.tsx'
import { sendLabel } from './send-plan.ts'
import { SendResult } from './send-result.tsx'
import { type ResendSession, type ResendSessionOptions, useResendSession } from './use-resend-session.ts'

export interface ResendDialogProps {
  readonly id: string
  readonly kind: 'url' | 'resign' | 'edit'
  readonly onDone: () => void
}

const titles = { url: 'Resend to a URL', resign: 'Re-sign and resend', edit: 'Edit and resend' } as const

export function ResendDialog({ id, kind, onDone }: ResendDialogProps): ReactNode {
  const { data: delivery, error } = useDelivery(id)
  const targets = useTargets(delivery?.endpointId)
  if (delivery && (delivery.endpointId === undefined || !targets.isLoading))
    return <Ready key={id} delivery={delivery} targets={targets.data ?? []} kind={kind} onDone={onDone} />
  return (
    <Dialog open onOpenChange={(open) => !open && onDone()} title={titles[kind]}>
      {error && (
        <Banner shape="card" tone="danger" urgent title="The delivery could not be read">
          {toProblem(error).message}
        </Banner>
      )}
    </Dialog>
  )
}

function Ready({ onDone, ...options }: ResendSessionOptions & { readonly onDone: () => void }): ReactNode {
  const session = useResendSession(options)
  const { kind, delivery, targets } = options
  const [view, setView] = useState<'edit' | 'result'>('edit')
  const isFull = kind === 'edit'
  const send = (): void => {
    if (!session.send()) return
    // Without the editor the answer is shown where the delivery is looked at.
    if (isFull) setView('result')
    else onDone()
  }
  const formId = useId()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    send()
  }
  const side = <SendOptions plan={session.plan} onPlan={session.setPlan} delivery={delivery} targets={targets} />
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      size={isFull ? 'full' : 'default'}
      title={titles[kind]}
      description={
        isFull
          ? 'What is not changed goes out byte for byte as it came.'
          : 'The bytes and headers go out as they came, but for Host and what belongs to one connection.'
      }
      footer={
        <Footer
          session={session}
          onCancel={onDone}
          cancelLabel={view === 'result' ? 'Close' : 'Cancel'}
          sends={isFull ? { onClick: send } : { type: 'submit', form: formId }}
        />
      }
    >
      {isFull ? (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_20rem] max-compact:grid-cols-[minmax(0,1fr)_16rem]">
          <Main session={session} view={view} setView={setView} onAgain={send} />
          <div className="min-h-0 overflow-y-auto border-l border-line p-4">{side}</div>
        </div>
      ) : (
        <form id={formId} onSubmit={submit}>
          {side}
        </form>
      )}
    </Dialog>
  )
}

interface FooterProps {
  readonly session: ResendSession
  readonly cancelLabel: string
  readonly onCancel: () => void
  readonly sends: Pick<ButtonProps, 'onClick' | 'type' | 'form'>
}

function Footer({ session, cancelLabel, onCancel, sends }: FooterProps): ReactNode {
  const { mac } = useServices()
  return (
    <>
      {session.problem !== undefined && (
        <span role="alert" className="mr-auto self-center text-12 text-danger">
          {session.problem}
        </span>
      )}
      {session.edits.length > 0 && (
        <Button variant="ghost" onClick={() => session.startOver()}>
          Start over
        </Button>
      )}
      <Button variant="ghost" onClick={onCancel}>
        {cancelLabel}
      </Button>
      <Button
        variant="primary"
        busy={session.state?.phase === 'sending'}
        disabled={session.problem !== undefined}
        aria-keyshortcuts={mac ? 'Meta+Enter' : 'Control+Enter'}
        {...sends}
      >
        {sendLabel(session.plan)}
        <span aria-hidden className="text-11">
          {mac ? '⌘ ↵' : 'Ctrl ↵'}
        </span>
      </Button>
    </>
  )
}

interface MainProps {
  readonly session: ResendSession
  readonly view: 'edit' | 'result'
  readonly setView: (view: 'edit' | 'result') => void
  readonly onAgain: () => void
}

function Main({ session, view, setView, onAgain }: MainProps): ReactNode {
  if (view === 'result' && session.state)
    return (
      <section aria-label="What came of it" className="min-h-0 min-w-0">
        <SendResult state={session.state} onEdit={() => setView('edit')} onAgain={onAgain} />
      </section>
    )
  return <RequestEditor session={session} />
}
