/** Copies a text and says so. Without `children` it is only an icon. */
import { Check, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, type ButtonVariant } from './ui/button.tsx'
import { IconButton } from './ui/icon-button.tsx'
import { useCopy } from './use-copy.ts'

export interface CopyButtonProps {
  /** The text, or how to get it when it is large. */
  readonly text: string | (() => string)
  /** Names what is copied: "Copy public URL". */
  readonly label: string
  readonly shortcut?: string
  readonly size?: 'default' | 'small'
  readonly variant?: Extract<ButtonVariant, 'primary' | 'secondary' | 'ghost'>
  readonly children?: ReactNode
}

export function CopyButton({ text, label, shortcut, size = 'default', variant = 'secondary', children }: CopyButtonProps): ReactNode {
  const { copied, copy } = useCopy()
  const icon = copied ? <Check className="text-success" /> : <Copy />
  const press = (): void => copy(typeof text === 'string' ? text : text())
  const announcement = (
    <span role="status" className="sr-only">
      {copied ? 'Copied' : ''}
    </span>
  )
  if (children === undefined) {
    return (
      <>
        <IconButton label={copied ? 'Copied' : label} icon={icon} shortcut={shortcut} size={size} onClick={press} />
        {announcement}
      </>
    )
  }
  return (
    <>
      <Button variant={variant} size={size} icon={variant === 'primary' && copied ? <Check /> : icon} title={label} onClick={press}>
        {copied ? 'Copied' : children}
      </Button>
      {announcement}
    </>
  )
}
