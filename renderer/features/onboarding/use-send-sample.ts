/** Sends a signed sample event through the listener, and says what came of it. */
import type { SendSampleInput, SentSample } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { toast } from '../../components/ui/toast.tsx'
import { type Action, useAction } from '../../components/use-action.ts'
import { useClient } from '../../lib/services.tsx'

export function useSendSample(): Action<Partial<SendSampleInput>, SentSample> {
  const client = useClient()
  return useAction({
    failure: 'The test delivery was not sent',
    act: (input: Partial<SendSampleInput>) => client.samples.send(input),
    onDone: ({ status, deliveryId }) =>
      toast({
        kind: status < 400 ? 'success' : 'warning',
        title: `Test delivery sent, answered with ${status}`,
        ...(deliveryId !== undefined && { action: { label: 'Show it', onPress: () => go({ screen: 'deliveries', id: deliveryId }) } })
      })
  })
}
