/** Where the interface is, kept in the URL's fragment: a link to a delivery works, and so do back and forward. */
import { useSyncExternalStore } from 'react'

export const detailTabs = ['overview', 'signature', 'headers', 'body', 'response', 'attempts', 'redeliveries'] as const
export type DetailTab = (typeof detailTabs)[number]

export const screens = ['deliveries', 'endpoints', 'faults', 'checks', 'tunnel', 'listener-log', 'settings'] as const
export type Screen = (typeof screens)[number]

export interface Place {
  readonly screen: Screen
  /** The delivery, the endpoint or the check. */
  readonly id?: string
  /** The filter of the list; on another screen, what its form begins with. */
  readonly q?: string
  readonly tab?: DetailTab
}

const home: Place = { screen: 'deliveries' }

/** Reads a fragment; whatever can't be read leads to the list. */
export function parsePlace(hash: string): Place {
  const [, path = '', query = ''] = /^#?\/?([^?]*)\??(.*)$/s.exec(hash) ?? []
  const [name = '', id] = path.split('/')
  const screen = screens.find((known) => known === name)
  if (!screen) return home
  const parameters = new URLSearchParams(query)
  const q = parameters.get('q')
  const tab = detailTabs.find((known) => known === parameters.get('tab'))
  return { screen, ...(id && { id: decode(id) }), ...(q && { q }), ...(tab && { tab }) }
}

export function formatPlace({ screen, id, q, tab }: Place): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(tab && { tab }) }).toString()
  return `#/${screen}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${query && `?${query}`}`
}

/** `replace` leaves no step to go back to: for moving along a list. */
export function go(place: Place, how: 'push' | 'replace' = 'push'): void {
  const hash = formatPlace(place)
  if (hash === location.hash) return
  if (how === 'push') history.pushState(null, '', hash)
  else history.replaceState(null, '', hash)
  window.dispatchEvent(new PopStateEvent('popstate'))
}

export function usePlace(): Place {
  return parsePlace(useSyncExternalStore(subscribe, readHash))
}

export function currentPlace(): Place {
  return parsePlace(location.hash)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener('hashchange', listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener('hashchange', listener)
  }
}

const readHash = (): string => location.hash

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
