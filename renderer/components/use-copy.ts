/** Copying with feedback: `copied` is true for a moment after it worked. */
import { useEffect, useRef, useState } from 'react'
import { toast } from './ui/toast.tsx'

const feedbackMs = 1_500

export function useCopy(): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => setCopied(false), feedbackMs)
      },
      () =>
        toast({
          kind: 'danger',
          title: 'Could not copy',
          description: 'The clipboard is not available here. Select the text and copy it by hand.'
        })
    )
  }
  return { copied, copy }
}
