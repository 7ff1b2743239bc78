/** The secret of a driver, such as an authtoken: stored once, never shown again. */
import { useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { TunnelDriverInfo } from '../../../electron/contract/index.ts'
import { useAction } from '../../components/use-action.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface DriverSecretProps {
  readonly driver: string
  readonly secret: NonNullable<TunnelDriverInfo['secret']>
}

export function DriverSecret({ driver, secret }: DriverSecretProps): ReactNode {
  const client = useClient()
  const queries = useQueryClient()
  const [value, setValue] = useState('')
  const show = ({ items }: { items: TunnelDriverInfo[] }): void => void queries.setQueryData(keys.tunnelDrivers, items)
  const store = useAction({
    failure: `The ${secret.label.toLowerCase()} was not stored`,
    act: async (text: string) => {
      show(await client.tunnel.putSecret({ driver, value: text }))
      setValue('')
    }
  })
  const remove = useAction({
    failure: `The ${secret.label.toLowerCase()} was not removed`,
    act: async (name: string) => show(await client.tunnel.removeSecret({ driver: name }))
  })
  if (secret.hint !== undefined)
    return (
      <div className="flex min-h-7 items-center gap-2 text-12">
        <KeyRound className="size-4 text-faint" />
        <span className="font-medium">{secret.label}</span>
        <span className="mono-12 text-muted">{secret.hint === 'set' ? 'is set' : `ends in ${secret.hint}`}</span>
        <Button size="small" busy={remove.busy} onClick={() => remove.run(driver)}>
          Remove
        </Button>
      </div>
    )
  return (
    <Field label={secret.label} hint={`${secret.help} It is sealed at rest and never shown again.`}>
      <div className="flex gap-2">
        <Input mono type="password" value={value} onChange={setValue} />
        <Button busy={store.busy} disabled={value.trim() === ''} onClick={() => store.run(value)}>
          Store
        </Button>
      </div>
    </Field>
  )
}
