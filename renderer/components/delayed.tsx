/** Shows its children only when they have had to wait: what is quick needs no progress. */
import { type ReactNode, useEffect, useState } from 'react'

const delayMs = 300

export function Delayed({ children }: { readonly children: ReactNode }): ReactNode {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}
