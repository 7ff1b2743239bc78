/** Asks once before something that can't be taken back, or that exposes something. */
import { AlertDialog as AlertDialogPrimitive } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { dialogClass, scrimClass } from './dialog.tsx'

export interface AlertDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description: ReactNode
  /** Names the deed: "Delete endpoint", never "OK". */
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
}

export function AlertDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  danger = false,
  busy = false,
  onConfirm
}: AlertDialogProps): ReactNode {
  return (
    <AlertDialogPrimitive.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialogPrimitive.Portal>
        <AlertDialogPrimitive.Backdrop className={scrimClass} />
        <AlertDialogPrimitive.Popup className={dialogClass('small')}>
          <div className="p-4">
            <AlertDialogPrimitive.Title className="text-14">{title}</AlertDialogPrimitive.Title>
            <AlertDialogPrimitive.Description render={<div />} className="mt-2 text-muted">
              {description}
            </AlertDialogPrimitive.Description>
          </div>
          <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">
            <AlertDialogPrimitive.Close render={<Button variant="ghost">{cancelLabel}</Button>} />
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialogPrimitive.Popup>
      </AlertDialogPrimitive.Portal>
    </AlertDialogPrimitive.Root>
  )
}
