/** Evidence: the bytes that were signed with nothing hidden, and where two signatures part. */
import type { ReactNode } from 'react'
import { ByteSize } from '../../components/byte-size.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Section } from '../../components/section.tsx'
import { Visible } from '../../components/visible.tsx'
import { decodeText, fromBase64 } from '../../lib/bytes.ts'

/** More than this is not shown: the difference is hardly ever in the middle of a large body. */
const shownEach = 4_000

export function SignedContent({ base64 }: { readonly base64: string }): ReactNode {
  const bytes = fromBase64(base64)
  const { text, lossy } = decodeText(bytes)
  const isCut = text.length > shownEach * 2
  return (
    <Section
      title="Signed content"
      hint={
        <>
          <ByteSize sizeBytes={bytes.length} />, with line ends and invisible characters by name
          {lossy && '; bytes that are not UTF-8 as �'}
        </>
      }
      actions={<CopyButton size="small" label="Copy the signed content" text={text} />}
    >
      <pre
        tabIndex={0}
        aria-label="Signed content"
        className="mono-12 max-h-64 overflow-auto rounded-control border border-line bg-canvas p-3 wrap-anywhere whitespace-pre-wrap"
      >
        <Lines text={isCut ? text.slice(0, shownEach) : text} />
        {isCut && (
          <>
            <span className="text-faint">{`\n… ${(text.length - shownEach * 2).toLocaleString('en-GB')} characters …\n`}</span>
            <Lines text={text.slice(-shownEach)} />
          </>
        )}
      </pre>
    </Section>
  )
}

/** Shows line ends by name, and spaces before them as dots, and breaks the line after them. */
function Lines({ text }: { readonly text: string }): ReactNode {
  return text.split(/(?<=\n)/).map((line, index) => (
    <span key={`${index}`}>
      <Line text={line} />
      {line.endsWith('\n') && '\n'}
    </span>
  ))
}

function Line({ text }: { readonly text: string }): ReactNode {
  const [, start = '', spaces = '', end = ''] = /^(.*?)( *)([\r\n]*)$/s.exec(text) ?? []
  return (
    <>
      <Visible text={start} markSpaces />
      {spaces !== '' && (
        <span className="text-violet" title="U+0020">
          {'·'.repeat(spaces.length)}
        </span>
      )}
      <Visible text={end} />
    </>
  )
}

export interface DifferenceProps {
  readonly expected: string
  readonly received: string
  /** Index of the first character that differs. */
  readonly at: number | undefined
}

export function Difference({ expected, received, at }: DifferenceProps): ReactNode {
  return (
    <Section title="Expected and received" hint={at === undefined ? 'They are the same.' : `They part at character ${at + 1}.`}>
      <dl className="mono-12 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-2 rounded-control border border-line bg-canvas p-3">
        <dt className="font-sans text-muted">Expected</dt>
        <dd className="wrap-anywhere">
          <Marked text={expected} at={at} className="text-success" />
        </dd>
        <dt className="font-sans text-muted">Received</dt>
        <dd className="wrap-anywhere">
          <Marked text={received} at={at} className="text-danger" />
        </dd>
      </dl>
    </Section>
  )
}

/** What is alike is quiet; the first character that differs is underlined. */
function Marked({
  text,
  at,
  className
}: {
  readonly text: string
  readonly at: number | undefined
  readonly className: string
}): ReactNode {
  const cut = at ?? text.length
  return (
    <>
      <span className="text-muted">
        <Visible text={text.slice(0, cut)} />
      </span>
      <span className={className}>
        <span className="font-semibold underline decoration-2 underline-offset-4">
          <Visible text={text.slice(cut, cut + 1)} />
        </span>
        <Visible text={text.slice(cut + 1)} />
      </span>
    </>
  )
}
