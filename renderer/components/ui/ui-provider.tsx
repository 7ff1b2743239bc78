/** What the components need around the whole app: tooltips, toasts, and no style elements, which the content policy forbids. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import { ToastProvider } from './toast.tsx'
import { TooltipProvider } from './tooltip.tsx'

export function UiProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider>
        <ToastProvider>{children}</ToastProvider>
      </TooltipProvider>
    </CSPProvider>
  )
}
