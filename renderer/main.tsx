/** The entry: connects, builds the services once, and renders the app or says why there is none. */
import './styles/theme.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { App } from './app/app.tsx'
import { CommandRegistry } from './app/commands.ts'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { currentPlace, go } from './app/location.ts'
import { Notice } from './app/notice.tsx'
import { createUiState } from './app/ui-state.ts'
import { UiProvider } from './components/ui/ui-provider.tsx'
import { connect } from './lib/client.ts'
import { createLive } from './lib/live.ts'
import { toProblem } from './lib/problems.ts'
import { hasToken } from './lib/session.ts'
import { type Services, ServicesProvider } from './lib/services.tsx'
import { applyAppearance } from './styles/appearance.ts'

async function start(root: Root): Promise<void> {
  // Until the settings have come, the look is the system's.
  const forgetAppearance = applyAppearance({ theme: 'system', density: 'default' })
  const leaving = new AbortController()
  const onSessionEnded = (): void => {
    leaving.abort()
    root.render(<Notice kind="session-ended" />)
  }
  // A new URL pasted over this page's own differs in the fragment alone, which loads nothing by itself.
  window.addEventListener('hashchange', () => hasToken() && location.reload())
  try {
    const { client, host } = await connect({ bridge: window.hooklab, onSessionEnded })
    if (leaving.signal.aborted) return
    const ui = createUiState()
    const { screen, id, q } = currentPlace()
    const filter = q ?? (id === undefined ? ui.getState().lastFilter : '')
    if (screen === 'deliveries' && filter !== '' && q === undefined) go({ screen, q: filter }, 'replace')
    const cache = new QueryClient({
      defaultOptions: {
        queries: { staleTime: Infinity, refetchOnWindowFocus: false, networkMode: 'always', retry: 1 },
        mutations: { networkMode: 'always' }
      }
    })
    const live = createLive({ client, cache, q: filter })
    const services: Services = { client, live, host, ui, registry: new CommandRegistry(), mac: isMac() }
    root.render(
      <StrictMode>
        <ErrorBoundary area="Hooklab">
          <QueryClientProvider client={cache}>
            <ServicesProvider services={services}>
              <UiProvider>
                <App onAppearance={forgetAppearance} />
              </UiProvider>
            </ServicesProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </StrictMode>
    )
    await live.start(leaving.signal)
  } catch (error) {
    root.render(<Notice kind="unreachable" message={toProblem(error).message} />)
  }
}

function isMac(): boolean {
  return (window.hooklab?.platform ?? navigator.platform).toLowerCase().includes(window.hooklab ? 'darwin' : 'mac')
}

const element = document.getElementById('root')
if (element) void start(createRoot(element))
