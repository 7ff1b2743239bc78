/** Short notices at the lower right. `toast()` may be called from anywhere once `ToastProvider` is mounted. */
import { Toast as ToastPrimitive } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'

export type ToastKind = 'success' | 'info' | 'warning' | 'danger'

export interface ToastOptions {
  readonly title: string
  readonly description?: string | undefined
  readonly kind?: ToastKind
  readonly action?: { readonly label: string; readonly onPress: () => void }
  /** A toast with the same id is replaced, not stacked. */
  readonly id?: string
}

const kinds: readonly ToastKind[] = ['success', 'info', 'warning', 'danger']

const toasts = ToastPrimitive.createToastManager()

const icons: Record<ToastKind, ReactNode> = {
  success: <CircleCheck className="text-success" />,
  info: <Info className="text-info" />,
  warning: <TriangleAlert className="text-warning" />,
  danger: <CircleAlert className="text-danger" />
}

/** Shows a notice and returns its id. Failures stay until dismissed; the rest leaves after some seconds, later with an action. */
export function toast({ title, description, kind = 'info', action, id }: ToastOptions): string {
  const key = toasts.add({
    title,
    description,
    type: kind,
    id,
    priority: kind === 'danger' ? 'high' : 'low',
    timeout: kind === 'danger' ? 0 : action === undefined ? 5000 : 10_000,
    actionProps: action && {
      children: action.label,
      onClick: () => {
        toasts.close(key)
        action.onPress()
      }
    }
  })
  return key
}

export function dismissToast(id: string): void {
  toasts.close(id)
}

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <ToastPrimitive.Provider toastManager={toasts} limit={4}>
      {children}
      <ToastPrimitive.Portal>
        <ToastPrimitive.Viewport className="fixed right-4 bottom-10 z-50 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <ToastList />
        </ToastPrimitive.Viewport>
      </ToastPrimitive.Portal>
    </ToastPrimitive.Provider>
  )
}

function ToastList(): ReactNode {
  const { toasts: shown } = ToastPrimitive.useToastManager()
  return shown.map((item) => (
    <ToastPrimitive.Root
      key={item.id}
      toast={item}
      swipeDirection="right"
      className="rounded-panel border border-line bg-raised text-13 text-text shadow-popover transition-[opacity,translate] duration-(--panel-duration) select-none data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <ToastPrimitive.Content className="flex items-start gap-2 p-3">
        <span className="mt-0.5">{icons[toKind(item.type)]}</span>
        <div className="min-w-0 flex-1">
          <ToastPrimitive.Title className="font-medium wrap-break-word" />
          <ToastPrimitive.Description className="mt-0.5 text-12 wrap-break-word text-muted" />
          {item.actionProps !== undefined && (
            <ToastPrimitive.Action className="mt-2 inline-flex h-6 items-center rounded-control border border-line-strong/60 px-2 text-12 font-medium transition-colors hover:bg-hover" />
          )}
        </div>
        <ToastPrimitive.Close
          aria-label="Dismiss"
          className="-mt-0.5 -mr-1 inline-flex size-6 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-text"
        >
          <X className="size-3.5" />
        </ToastPrimitive.Close>
      </ToastPrimitive.Content>
    </ToastPrimitive.Root>
  ))
}

function toKind(type: string | undefined): ToastKind {
  return kinds.find((kind) => kind === type) ?? 'info'
}
