/** `hooklab show`: one delivery whole. */
import { controlFlags, controlHelp, withHooklab, type Connected } from '../client/connect.ts'
import { describeDelivery } from '../client/delivery-text.ts'
import { deliveryIdOf } from '../client/delivery-id.ts'
import { AppError } from '../../core/errors.ts'
import { readFlags } from '../flags.ts'
import { printBytes, printLine } from '../print.ts'
import { printable } from '../serve/delivery-lines.ts'
import { UsageError, type Verb } from '../verb.ts'

const help = `hooklab show ID | latest [FLAGS]

Shows one delivery: what came, its verdict, what was answered, its attempts, and what happened to it.

  --body              Its body alone, byte for byte: hooklab show latest --body > body.json
  --explain           Add why verification came out as it did
${controlHelp}

Ends with 0; 1 when there is no such delivery or no Hooklab runs, 2 when a flag is wrong.`

export const show: Verb = {
  help,
  run(args) {
    const flags = { ...controlFlags, body: { type: 'boolean' }, explain: { type: 'boolean' } } as const
    const { values, positionals } = readFlags(args, flags, 'ID or latest')
    const [name, ...more] = positionals
    if (name === undefined || more.length > 0) throw new UsageError('give the id of one delivery, or latest.')
    return withHooklab(values, async (connected) => {
      const id = await deliveryIdOf(connected.client, name)
      if (values.body === true) await printBody(connected, id)
      else await printDelivery(connected, id, { json: values.json === true, explains: values.explain === true })
      return 0
    })
  }
}

async function printBody({ control }: Connected, id: string): Promise<void> {
  const response = await fetch(`${control.url}/api/deliveries/${encodeURIComponent(id)}/body`, {
    headers: { authorization: `Bearer ${control.token}` }
  })
  if (!response.ok) throw new AppError('NOT_FOUND', `there is no delivery ${id}. It was deleted or fell to the retention.`)
  for await (const chunk of response.body ?? []) await printBytes(chunk)
}

async function printDelivery({ client }: Connected, id: string, { json, explains }: { json: boolean; explains: boolean }): Promise<void> {
  const [delivery, attempts] = await Promise.all([client.deliveries.get({ id }), client.deliveries.attempts({ id })])
  const explanation = explains ? await client.deliveries.explanation({ id }) : undefined
  if (json) {
    await printLine(JSON.stringify({ ...delivery, attemptList: attempts.items, ...(explanation && { explanation }) }))
    return
  }
  await printLine(describeDelivery(delivery, attempts.items))
  if (explanation === undefined) return
  const { sentence, remedy } = explanation
  await printLine(`\nWhy\n  ${printable(sentence)}${remedy === undefined ? '' : `\n  ${printable(remedy)}`}`)
}
