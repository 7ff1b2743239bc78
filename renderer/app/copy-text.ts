/** Copies to the clipboard and says so. */
import { toast } from '../components/ui/toast.tsx'

/** `what` begins a sentence: "The public URL", "The cURL line". */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ id: 'copied', kind: 'success', title: `${what} is on the clipboard` })
  } catch {
    toast({
      id: 'copied',
      kind: 'warning',
      title: `${what} was not copied`,
      description: 'The browser refused the clipboard. Select the text and copy it by hand.'
    })
  }
}
