/** Keeps one broken part from emptying the whole window. */
import { Component, type ReactNode } from 'react'
import { Button } from '../components/ui/button.tsx'

export interface ErrorBoundaryProps {
  /** What broke, named in the message. */
  readonly area: string
  readonly children: ReactNode
  /** A change of this value tries again. */
  readonly resetKey?: string | undefined
}

interface State {
  readonly error: Error | undefined
  readonly resetKey: string | undefined
}

// React has no function form of an error boundary.
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: undefined, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div role="alert" className="flex h-full flex-col items-start gap-3 p-6">
        <h2 className="text-14">{this.props.area} could not be shown</h2>
        <p className="text-muted">Nothing is lost: deliveries keep coming in and are stored. Try again, or reload the window.</p>
        <pre className="mono-12 max-h-48 w-full overflow-auto rounded-control border border-line bg-panel p-3 whitespace-pre-wrap text-muted">
          {error.message}
        </pre>
        <div className="flex gap-2">
          <Button onClick={() => this.setState({ error: undefined })}>Try again</Button>
          <Button variant="ghost" onClick={() => location.reload()}>
            Reload
          </Button>
        </div>
      </div>
    )
  }
}
