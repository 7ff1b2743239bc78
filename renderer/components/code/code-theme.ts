/** How CodeMirror looks here, and how it shows what can't be seen, whether text is read, written or compared. */
import { HighlightStyle } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { codePointName, hiddenPattern } from '../../lib/visible-text.ts'

/** Control characters, bidirectional overrides and invisible characters as symbols. */
export function hiddenCharacters(): Extension {
  return highlightSpecialChars({ addSpecialChars: hiddenPattern(), render: renderHidden })
}

function renderHidden(code: number, _description: string | null, placeholder: string): HTMLElement {
  const mark = document.createElement('span')
  mark.textContent = code > 0x7f ? `‹${codePointName(code)}›` : placeholder
  mark.title = codePointName(code)
  mark.className = 'cm-hidden-character'
  return mark
}

export const codeColours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--color-text)' },
  { tag: tags.string, color: 'var(--color-success)' },
  { tag: tags.number, color: 'var(--color-info)' },
  { tag: [tags.bool, tags.keyword], color: 'var(--color-violet)' },
  { tag: tags.null, color: 'var(--color-faint)' },
  { tag: [tags.separator, tags.punctuation, tags.brace, tags.squareBracket], color: 'var(--color-faint)' }
])

export const codeTheme = EditorView.theme({
  '&': { height: '100%', color: 'var(--color-text)', backgroundColor: 'transparent', fontSize: 'var(--text-13)' },
  '&.cm-focused': { outline: '0.125rem solid var(--color-accent)', outlineOffset: '-0.125rem' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.25rem' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--color-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 0.25rem 0 0.75rem' },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'default' },
  '.cm-cursor': { borderLeftColor: 'var(--color-accent)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--color-accent) 30%, transparent)'
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--color-accent-tint)' },
  '.cm-searchMatch': { backgroundColor: 'var(--color-warning-tint)', outline: '0.0625rem solid var(--color-warning)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in oklab, var(--color-warning) 40%, transparent)' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--color-neutral-tint)',
    border: 'none',
    color: 'var(--color-muted)',
    padding: '0 0.375rem'
  },
  '.cm-hidden-character': { color: 'var(--color-violet)' },
  '.cm-hex-letters': { color: 'var(--color-faint)', paddingLeft: '1.5rem', userSelect: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--color-neutral-tint)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--color-accent-tint)', outline: 'none' },
  '.cm-error-place': { backgroundColor: 'var(--color-danger-tint)', outline: '0.0625rem solid var(--color-danger)' },
  '.cm-panels': { backgroundColor: 'var(--color-raised)', color: 'var(--color-text)', borderBottom: '0.0625rem solid var(--color-line)' },
  '.cm-panel.cm-search': { padding: '0.375rem 0.5rem', fontFamily: 'var(--font-sans)' },
  '.cm-panel input, .cm-panel button, .cm-panel label': { fontSize: 'var(--text-12)' },
  '.cm-textfield': {
    backgroundColor: 'var(--color-canvas)',
    border: '0.0625rem solid var(--color-line-strong)',
    borderRadius: 'var(--radius-chip)'
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--color-panel)',
    border: '0.0625rem solid var(--color-line-strong)',
    borderRadius: 'var(--radius-chip)'
  }
})
