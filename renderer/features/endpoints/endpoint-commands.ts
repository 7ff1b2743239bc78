/** Commands on "the" endpoint: the one on screen, else the one the list is narrowed to, else the first that is on. */
import { useMemo } from 'react'
import { useCommands } from '../../app/commands.ts'
import { copyText } from '../../app/copy-text.ts'
import { go, usePlace } from '../../app/location.ts'
import { useEndpoints, useStatus, useTunnel } from '../../lib/queries.ts'
import { valueOf } from '../deliveries/filter-text.ts'
import { endpointUrls } from './endpoint-urls.ts'

const missing = 'There is no endpoint.'

/** Stands in the frame and draws nothing. */
export function EndpointCommands(): null {
  const { screen, id, q } = usePlace()
  const { data: endpoints = [] } = useEndpoints()
  const status = useStatus().data
  const tunnel = useTunnel().data
  const named = q === undefined ? undefined : valueOf(q, 'endpoint')
  const endpoint =
    (screen === 'endpoints' ? endpoints.find((item) => item.id === id) : endpoints.find((item) => item.name === named)) ??
    endpoints.find(({ enabled }) => enabled) ??
    endpoints[0]
  const local = endpoint && status && endpointUrls(endpoint, status, tunnel).local
  const endpointId = endpoint?.id
  useCommands(
    useMemo(
      () => ({
        'endpoint.edit': {
          run: () => endpointId !== undefined && go({ screen: 'endpoints', id: endpointId }),
          unavailable: endpointId === undefined ? missing : undefined
        },
        'endpoint.copy-url': {
          run: () => void copyText(local ?? '', 'The local URL'),
          unavailable: local === undefined ? missing : undefined
        }
      }),
      [endpointId, local]
    )
  )
  return null
}
