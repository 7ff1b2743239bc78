/** What can be compared: a request, wherever it comes from. */
import type { HeaderPair } from '../../../electron/contract/index.ts'

export interface ComparedRequest {
  readonly label: string
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  /** More of the body exists than is compared. */
  readonly cut?: boolean
}
