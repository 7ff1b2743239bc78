/** Basic authentication at the public URL. The password is never read back: the URL that holds it can be copied only while it was just typed. */
import { type ReactNode, useState } from 'react'
import type { Exposure } from '../../../electron/contract/index.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { CredentialsForm } from './credentials-form.tsx'
import { urlWithCredentials } from './credentials-url.ts'
import { RuleRow } from './rule-row.tsx'
import type { SaveExposure } from './use-save-exposure.ts'

export interface CredentialsRuleProps {
  readonly exposure: Exposure
  /** Of the first endpoint that is on. */
  readonly url: string | undefined
  readonly save: SaveExposure
}

export function CredentialsRule({ exposure: { basicAuth }, url, save }: CredentialsRuleProps): ReactNode {
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState<string>()
  const turn = (on: boolean): void => {
    if (basicAuth === undefined) setEditing(on)
    else if (!on) setAsking(true)
  }
  return (
    <RuleRow
      label="User and password"
      hint="Basic authentication: a request without them gets 401. Many providers take a URL with both in it."
      control={<Switch labelHidden label="User and password" checked={basicAuth !== undefined || editing} onChange={turn} />}
      below={
        editing || basicAuth?.lost === true ? (
          <CredentialsForm
            user={basicAuth?.user}
            lost={basicAuth?.lost === true}
            save={save}
            onDone={(password) => {
              setTyped(password)
              setEditing(false)
            }}
            onCancel={() => setEditing(false)}
          />
        ) : (
          basicAuth && <SetCredentials user={basicAuth.user} typed={typed} url={url} onChange={() => setEditing(true)} />
        )
      }
    >
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Let callers in without a password?"
        description="The password is forgotten. Providers that send it still get through; so does everybody else who knows the URL."
        confirmLabel="Ask for no password"
        danger
        busy={save.busy}
        onConfirm={() => {
          setAsking(false)
          setTyped(undefined)
          save.run({ basicAuth: null })
        }}
      />
    </RuleRow>
  )
}

interface SetCredentialsProps {
  readonly user: string
  /** The password, while it was just typed. */
  readonly typed: string | undefined
  readonly url: string | undefined
  readonly onChange: () => void
}

function SetCredentials({ user, typed, url, onChange }: SetCredentialsProps): ReactNode {
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 text-12">
        <span>
          <span className="text-muted">User</span> <code className="mono-12">{visibleText(user)}</code>
        </span>
        <span className="text-muted">Password is set</span>
        <Button size="small" onClick={onChange}>
          Change
        </Button>
      </div>
      {url !== undefined && (
        <div className="flex flex-col gap-1">
          <CodeLine
            text={urlWithCredentials(url, { user, password: typed ?? 'PASSWORD' })}
            label="Copy the URL with user name and password"
          />
          <p className="text-12 text-muted">
            {typed === undefined
              ? 'Put the password in the place of PASSWORD; it is not shown again.'
              : 'With the password in it, until this screen is left.'}
          </p>
        </div>
      )}
    </>
  )
}
