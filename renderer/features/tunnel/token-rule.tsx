/** A random beginning of every path through the tunnel, so that the URL can't be guessed. Each change of it is a change at every provider. */
import { type ReactNode, useState } from 'react'
import type { Exposure, ExposurePatch } from '../../../electron/contract/index.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { RuleRow } from './rule-row.tsx'
import type { SaveExposure } from './use-save-exposure.ts'

type Step = NonNullable<ExposurePatch['pathToken']>

const questions: Readonly<Record<Step, { readonly title: string; readonly deed: string }>> = {
  on: { title: 'Add a token to the public URL?', deed: 'Add a token' },
  new: { title: 'Make another token?', deed: 'Make another token' },
  off: { title: 'Take the token off the public URL?', deed: 'Take the token off' }
}

export interface TokenRuleProps {
  readonly exposure: Exposure
  /** Set while the tunnel is open; it has the token in it. */
  readonly publicUrl: string | undefined
  readonly save: SaveExposure
}

export function TokenRule({ exposure: { pathToken }, publicUrl, save }: TokenRuleProps): ReactNode {
  const [asked, setAsked] = useState<Step>()
  const [asking, setAsking] = useState(false)
  const ask = (step: Step): void => {
    setAsked(step)
    setAsking(true)
  }
  const set = (step: Step): void => {
    setAsking(false)
    save.run({ pathToken: step })
  }
  return (
    <RuleRow
      label="Path token"
      hint="The URL ends in a random token; a request without it gets 404."
      control={
        <Switch
          labelHidden
          label="Path token"
          checked={pathToken !== undefined}
          // With a closed tunnel and no token yet there is no URL that a provider could have.
          onChange={(on) => (on && publicUrl === undefined ? set('on') : ask(on ? 'on' : 'off'))}
        />
      }
      below={
        pathToken === undefined ? undefined : (
          <>
            <CodeLine
              text={publicUrl ?? `/${pathToken}`}
              label={publicUrl === undefined ? 'Copy the token' : 'Copy the URL with its token'}
            />
            <div>
              <Button size="small" busy={save.busy} onClick={() => ask('new')}>
                Make another token…
              </Button>
            </div>
          </>
        )
      }
    >
      {asked !== undefined && (
        <AlertDialog
          open={asking}
          onOpenChange={setAsking}
          title={questions[asked].title}
          description="The public URL changes at once, and whoever calls the one of now gets 404. Every provider needs the new one."
          confirmLabel={questions[asked].deed}
          onConfirm={() => set(asked)}
        />
      )}
    </RuleRow>
  )
}
