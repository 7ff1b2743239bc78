/** CodeMirror as a reader. */
import { json } from '@codemirror/lang-json'
import { foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { Decoration, drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { type ReactNode, useEffect, useRef } from 'react'
import { codePointName, hiddenPattern } from '../../lib/visible-text.ts'
import type { CodeViewProps } from './code-view.tsx'

export function CodeEditor({ text, language, label, wrap = true, errorOffset }: CodeViewProps): ReactNode {
  const parent = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!parent.current) return undefined
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({ doc: text, extensions: extensionsFor({ language, label, wrap, errorOffset }) })
    })
    if (errorOffset !== undefined)
      view.dispatch({ effects: EditorView.scrollIntoView(Math.min(errorOffset, view.state.doc.length), { y: 'center' }) })
    return () => view.destroy()
  }, [text, language, label, wrap, errorOffset])
  return <div ref={parent} className="h-full min-h-0 overflow-hidden" />
}

function extensionsFor({ language, label, wrap, errorOffset }: Omit<CodeViewProps, 'text'>): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
    lineNumbers(),
    foldGutter(),
    drawSelection(),
    search({ top: true }),
    highlightSelectionMatches(),
    highlightSpecialChars({ addSpecialChars: hiddenPattern(), render: renderHidden }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    language === 'json' ? [json(), syntaxHighlighting(colours)] : [],
    wrap ? EditorView.lineWrapping : [],
    errorOffset === undefined ? [] : errorMark(errorOffset),
    theme
  ]
}

function renderHidden(code: number, _description: string | null, placeholder: string): HTMLElement {
  const mark = document.createElement('span')
  mark.textContent = code > 0x7f ? `‹${codePointName(code)}›` : placeholder
  mark.title = codePointName(code)
  mark.className = 'cm-hidden-character'
  return mark
}

function errorMark(offset: number): Extension {
  return EditorView.decorations.of((view) => {
    const from = Math.min(offset, Math.max(0, view.state.doc.length - 1))
    return view.state.doc.length === 0
      ? Decoration.none
      : Decoration.set(Decoration.mark({ class: 'cm-error-place' }).range(from, from + 1))
  })
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--color-text)' },
  { tag: tags.string, color: 'var(--color-success)' },
  { tag: tags.number, color: 'var(--color-info)' },
  { tag: [tags.bool, tags.keyword], color: 'var(--color-violet)' },
  { tag: tags.null, color: 'var(--color-faint)' },
  { tag: [tags.separator, tags.punctuation, tags.brace, tags.squareBracket], color: 'var(--color-faint)' }
])

const theme = EditorView.theme({
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
