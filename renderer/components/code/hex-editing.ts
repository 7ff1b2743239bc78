/** Hexadecimal as text: an offset before each line, the bytes as letters after it, and a mark under what is no byte. */
import { type EditorState, type Extension, RangeSetBuilder, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, type EditorView, lineNumbers, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view'
import { countBytes, isHexPair } from './hex-text.ts'

export function hexEditing(): Extension {
  return [offsets, offsetGutter, lettersPlugin]
}

/** Where each line begins in the bytes. */
const offsets = StateField.define<readonly number[]>({
  create: (state) => offsetsOf(state),
  update: (value, transaction) => (transaction.docChanged ? offsetsOf(transaction.state) : value)
})

function offsetsOf(state: EditorState): readonly number[] {
  const found: number[] = []
  let at = 0
  for (const line of state.doc.iterLines()) {
    found.push(at)
    at += countBytes(line)
  }
  return found
}

const offsetGutter = lineNumbers({
  formatNumber: (line, state) => (state.field(offsets)[line - 1] ?? 0).toString(16).padStart(6, '0')
})

class Letters extends WidgetType {
  readonly text: string
  constructor(text: string) {
    super()
    this.text = text
  }
  override eq(other: Letters): boolean {
    return other.text === this.text
  }
  toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.textContent = this.text
    element.className = 'cm-hex-letters'
    element.setAttribute('aria-hidden', 'true')
    return element
  }
  override ignoreEvent(): boolean {
    return true
  }
}

const wrong = Decoration.mark({ class: 'cm-error-place' })

const lettersPlugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = decorate(view)
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view)
    }
  },
  { decorations: (plugin) => plugin.decorations }
)

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at)
      let letters = ''
      for (const match of line.text.matchAll(/\S+/g)) {
        if (isHexPair(match[0])) letters += lettersOf(match[0])
        else builder.add(line.from + match.index, line.from + match.index + match[0].length, wrong)
      }
      builder.add(line.to, line.to, Decoration.widget({ widget: new Letters(letters), side: 1 }))
      at = line.to + 1
    }
  }
  return builder.finish()
}

function lettersOf(pairs: string): string {
  return pairs.replace(/../g, (pair) => {
    const byte = Number.parseInt(pair, 16)
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
  })
}
