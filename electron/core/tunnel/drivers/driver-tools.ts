/** What drivers need of the app beyond a request to open. */
import type { HostKeys } from './host-keys.ts'

export interface DriverTools {
  /** An absolute path; made when missing. */
  readonly dataFolder: string
  /** The stored secret of a driver; nothing when there is none. Errors: rejects with an AppError when it can't be read back. */
  secretOf(driver: string): Promise<string | undefined>
  readonly hostKeys: HostKeys
  /** The package @ngrok/ngrok. Rejects when it is not installed for this machine. */
  loadNgrok(): Promise<unknown>
}
