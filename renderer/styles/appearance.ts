/** Puts the chosen theme and density on the root element and follows the system where the theme is `system`. */
import type { Settings } from '../../electron/contract/index.ts'

type Appearance = Pick<Settings['appearance'], 'theme' | 'density'>
type RootTheme = 'dark' | 'light' | 'contrast'

/**
 * Applies an appearance and keeps it true until the returned function is called.
 * Errors: none; where media queries are missing the theme is dark.
 */
export function applyAppearance(appearance: Appearance, root: HTMLElement = document.documentElement): () => void {
  root.dataset['density'] = appearance.density
  const queries = [window.matchMedia('(prefers-color-scheme: light)'), window.matchMedia('(prefers-contrast: more)')]
  const apply = (): void => {
    root.dataset['theme'] = rootTheme(appearance.theme, queries[0]?.matches ?? false, queries[1]?.matches ?? false)
  }
  apply()
  for (const query of queries) query.addEventListener('change', apply)
  return () => {
    for (const query of queries) query.removeEventListener('change', apply)
  }
}

function rootTheme(theme: Appearance['theme'], systemLight: boolean, systemContrast: boolean): RootTheme {
  if (theme !== 'system') return theme
  if (systemContrast) return 'contrast'
  return systemLight ? 'light' : 'dark'
}
