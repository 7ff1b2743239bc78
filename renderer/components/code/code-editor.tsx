/** CodeMirror as a reader. */
import { json } from '@codemirror/lang-json'
import { foldGutter, foldKeymap, syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { type ReactNode, useEffect, useRef } from 'react'
import { codeColours, codeTheme, hiddenCharacters } from './code-theme.ts'
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
    hiddenCharacters(),
    keymap.of([...searchKeymap, ...foldKeymap]),
    language === 'json' ? [json(), syntaxHighlighting(codeColours)] : [],
    wrap ? EditorView.lineWrapping : [],
    errorOffset === undefined ? [] : errorMark(errorOffset),
    codeTheme
  ]
}

function errorMark(offset: number): Extension {
  return EditorView.decorations.of((view) => {
    const from = Math.min(offset, Math.max(0, view.state.doc.length - 1))
    return view.state.doc.length === 0
      ? Decoration.none
      : Decoration.set(Decoration.mark({ class: 'cm-error-place' }).range(from, from + 1))
  })
}
