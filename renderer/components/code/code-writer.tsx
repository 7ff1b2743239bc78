/**
 * CodeMirror as a writer. Line ends stay what they are: only a line feed begins a line, and a carriage return is a character
 * like any other, so that a text that is not touched comes out as it went in.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CodeFieldProps } from './code-field.tsx'
import { codeColours, codeTheme, hiddenCharacters } from './code-theme.ts'
import { hexEditing } from './hex-editing.ts'

export function CodeWriter({ text, language, label, onChange }: CodeFieldProps): ReactNode {
  const parent = useRef<HTMLDivElement>(null)
  const first = useRef(text)
  const told = useRef(onChange)
  useEffect(() => {
    told.current = onChange
  }, [onChange])
  useEffect(() => {
    if (!parent.current) return undefined
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: EditorState.create({ extensions: lineFeedsOnly }).toText(first.current),
        extensions: [
          extensionsFor(language, label),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current(update.state.doc.toString())
          })
        ]
      })
    })
    return () => view.destroy()
  }, [language, label])
  return <div ref={parent} className="h-full min-h-0 overflow-hidden" />
}

const lineFeedsOnly = EditorState.lineSeparator.of('\n')

function extensionsFor(language: CodeFieldProps['language'], label: string): Extension {
  return [
    lineFeedsOnly,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    history(),
    // Nothing on screen loops: the caret stands still.
    drawSelection({ cursorBlinkRate: 0 }),
    search({ top: true }),
    highlightActiveLine(),
    hiddenCharacters(),
    // Tab moves on to the next control, and the dialog's own chord is not the editor's.
    keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap, ...searchKeymap, ...foldKeymap]),
    language === 'hex' ? hexEditing() : [lineNumbers(), EditorView.lineWrapping],
    language === 'json'
      ? [json(), syntaxHighlighting(codeColours), bracketMatching(), indentOnInput(), indentUnit.of('  '), foldGutter()]
      : [],
    codeTheme
  ]
}
