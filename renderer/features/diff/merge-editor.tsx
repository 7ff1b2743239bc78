/** CodeMirror's two texts side by side: read only, what is the same folded away. */
import { json } from '@codemirror/lang-json'
import { syntaxHighlighting } from '@codemirror/language'
import { MergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { searchKeymap } from '@codemirror/search'
import { type ReactNode, useEffect, useRef } from 'react'
import { codeColours, codeTheme, hiddenCharacters } from '../../components/code/code-theme.ts'
import type { TextDiffProps } from './text-diff.tsx'

/** Larger texts are compared less exactly rather than for long. */
const diffBounds = { scanLimit: 2_000, timeout: 1_000 }

export function MergeEditor({ left, right, language }: TextDiffProps): ReactNode {
  const parent = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!parent.current) return undefined
    const view = new MergeView({
      parent: parent.current,
      a: { doc: left, extensions: extensionsFor(language, 'Left text') },
      b: { doc: right, extensions: extensionsFor(language, 'Right text') },
      gutter: true,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: diffBounds
    })
    return () => view.destroy()
  }, [left, right, language])
  return <div ref={parent} className="h-full min-h-0 overflow-auto" />
}

function extensionsFor(language: TextDiffProps['language'], label: string): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
    lineNumbers(),
    drawSelection(),
    hiddenCharacters(),
    keymap.of([...searchKeymap]),
    EditorView.lineWrapping,
    language === 'json' ? [json(), syntaxHighlighting(codeColours)] : [],
    codeTheme,
    mergeTheme
  ]
}

const mergeTheme = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--color-danger-tint)' },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: 'var(--color-success-tint)' },
  '&.cm-merge-a .cm-changedText': { background: 'color-mix(in oklab, var(--color-danger) 18%, transparent)' },
  '&.cm-merge-b .cm-changedText': { background: 'color-mix(in oklab, var(--color-success) 18%, transparent)' },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--color-danger)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--color-success)' },
  '.cm-collapsedLines': {
    background: 'var(--color-neutral-tint)',
    color: 'var(--color-muted)',
    fontSize: 'var(--text-12)',
    padding: '2px 8px',
    // The signs that the editor puts around the words are in none of our fonts.
    '&::before, &::after': { content: 'none' }
  }
})
