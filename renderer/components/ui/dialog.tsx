/**
 * A dialog: title, body that scrolls, footer with its actions. The focus begins at its first control and goes back to where it was.
 * Escape closes it; Ctrl or ⌘ with Enter does its main action from anywhere in it, Enter from a field of a form.
 */
import { Dialog as DialogPrimitive } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { classNames } from './class-names.ts'
import { firstControl } from './first-control.ts'

/** `full` takes the window, and its content fills it and scrolls by itself. */
export type DialogSize = 'small' | 'default' | 'large' | 'full'

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description?: ReactNode
  readonly size?: DialogSize
  readonly footer?: ReactNode
  /** Where the focus goes when the dialog closes; nothing: to where it was. */
  readonly finalFocus?: () => HTMLElement | null
  readonly children?: ReactNode
}

const widths: Record<DialogSize, string> = {
  small: 'max-w-md',
  default: 'max-w-xl',
  large: 'max-w-3xl',
  full: 'max-w-7xl h-[calc(100dvh-4rem)]'
}

export const scrimClass =
  'fixed inset-0 z-30 bg-scrim transition-opacity duration-(--panel-duration) data-ending-style:opacity-0 data-starting-style:opacity-0'

export function dialogClass(size: DialogSize): string {
  return classNames(
    'fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-4rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col',
    'rounded-dialog border border-line bg-panel text-13 text-text shadow-dialog outline-none',
    'transition-[opacity,scale] duration-(--panel-duration) data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
    widths[size]
  )
}

export function Dialog({ open, onOpenChange, title, description, size = 'default', footer, finalFocus, children }: DialogProps): ReactNode {
  const { popup, initialFocus } = useFirstFocus(open)
  return (
    <DialogPrimitive.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Backdrop className={scrimClass} />
        <DialogPrimitive.Popup
          ref={popup}
          initialFocus={initialFocus}
          finalFocus={finalFocus}
          onKeyDownCapture={actOnChord}
          className={dialogClass(size)}
        >
          <header className="flex items-start gap-4 px-4 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <DialogPrimitive.Title className="text-14">{title}</DialogPrimitive.Title>
              {description !== undefined && (
                <DialogPrimitive.Description className="mt-1 text-muted">{description}</DialogPrimitive.Description>
              )}
            </div>
            <DialogPrimitive.Close
              aria-label="Close"
              className="-mt-1 -mr-1 inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
            >
              <X />
            </DialogPrimitive.Close>
          </header>
          <div
            data-dialog-body
            className={classNames('min-h-0 flex-1', size === 'full' ? 'flex flex-col border-t border-line' : 'overflow-y-auto px-4 pb-4')}
          >
            {children}
          </div>
          {footer !== undefined && (
            <footer data-dialog-footer className="flex justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          )}
        </DialogPrimitive.Popup>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  )
}

/** At the first control; where that comes later than the dialog, once it has come, unless the focus has gone elsewhere by then. */
function useFirstFocus(open: boolean) {
  const popup = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A frame later: rovers make one of their items a stop of the keyboard only once they have been drawn.
    const frame = requestAnimationFrame(() => {
      if (open && popup.current && document.activeElement === popup.current) chosenFirst(popup.current)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  })
  return { popup, initialFocus: () => (popup.current && chosenFirst(popup.current)) ?? popup.current }
}

/** With its text selected, as Tab would leave it. */
function chosenFirst(popup: HTMLElement): HTMLElement | undefined {
  const first = firstControl(popup)
  if (first instanceof HTMLInputElement) first.select()
  return first
}

/** As pressing the main action does, from wherever the keyboard is; before an editor sees it, which has a use of its own for it. */
function actOnChord(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  const action = event.currentTarget.querySelector<HTMLElement>('[data-dialog-footer] [data-solid]')
  if (!action) return
  event.preventDefault()
  event.stopPropagation()
  const field = event.target
  // What was typed counts once its field has been left.
  if (field instanceof HTMLInputElement)
    flushSync(() => {
      field.blur()
      field.focus()
    })
  action.click()
}
