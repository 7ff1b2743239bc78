/** The look that all controls taking text share. */
export const controlClass =
  'w-full min-w-0 rounded-control border border-line-strong bg-field px-2 text-13 text-text transition-colors hover:border-muted focus-visible:outline-offset-0 data-disabled:opacity-45 data-invalid:border-danger aria-invalid:border-danger'
