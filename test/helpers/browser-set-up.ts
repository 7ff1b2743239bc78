/** Playwright's global set-up. Its loader asks for a default export. */
import { ensureBuilt } from './build.ts'

// oxlint-disable-next-line import/no-default-export -- Playwright takes nothing else
export default ensureBuilt
