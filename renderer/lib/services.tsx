/** What every part of the interface may ask for, handed down once from the entry. */
import { createContext, type ReactNode, useContext } from 'react'
import type { CommandRegistry } from '../app/commands.ts'
import type { UiStore } from '../app/ui-state.ts'
import type { Client } from './client.ts'
import type { Live } from './live.ts'

export interface Services {
  readonly client: Client
  readonly live: Live
  readonly registry: CommandRegistry
  readonly ui: UiStore
  readonly host: 'desktop' | 'browser'
  /** Keys are printed and read the macOS way. */
  readonly mac: boolean
}

const ServicesContext = createContext<Services | undefined>(undefined)

export function ServicesProvider({ services, children }: { readonly services: Services; readonly children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>
}

export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('No services: render inside ServicesProvider.')
  return services
}

export const useClient = (): Client => useServices().client
export const useLive = (): Live => useServices().live
