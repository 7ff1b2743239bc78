/** Deliveries and tunnel states as lines of standard output, for people or as JSON. */
import { styleText } from 'node:util'
import type { DeliverySummary, Tunnel } from '../../contract/index.ts'

/** `14:03:27  POST /webhook  200  verified  invoice.paid  1.5 kB`. Every field of a delivery is hostile: no control character passes. */
export function deliveryLine(delivery: DeliverySummary): string {
  const { receivedAt, method, url, responseStatus: status, verdict, eventType, fault, sizeBytes } = delivery
  const reason = verdict.status === 'failed' ? ` (${verdict.reason})` : ''
  const parts = [
    new Date(receivedAt).toTimeString().slice(0, 8),
    `${method} ${shorten(url, 80)}`,
    status === undefined ? '—' : styleText(colourOf(status), String(status), { stream: process.stdout }),
    `${verdict.status}${reason}`,
    ...(eventType === undefined ? [] : [shorten(eventType, 60)]),
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
    sizeText(sizeBytes)
  ]
  return parts.map((part, index) => (index === 2 ? part : printable(part))).join('  ')
}

/** `Tunnel online: https://…`, or why it is not; with the fallback that is in use, and another URL than the one before. */
export function tunnelLine({ state, publicUrl, reason, chain, driver, urlChanged }: Tunnel): string {
  const detail = reason === undefined ? publicUrl : `${reason.message} ${reason.remedy}`
  const fallback = chain === undefined || chain.current === 0 ? '' : ` (fallback ${chain.current} of ${chain.steps.length - 1}, ${driver})`
  const changed = urlChanged === undefined || state !== 'online' ? '' : ` It was ${urlChanged.from} before: change it at your providers.`
  return printable(`Tunnel ${state}${fallback}${detail === undefined ? '' : `: ${detail}`}${changed}`)
}

/** What makes two tunnel states the same for a reader of lines. */
export function tunnelKey({ state, publicUrl, reason, chain, urlChanged }: Tunnel): string {
  return JSON.stringify([state, publicUrl, reason?.cause, chain?.current, urlChanged?.to])
}

/** Control, format and bidirectional characters as visible symbols, so that no text can steer a terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '�'
  })
}

function colourOf(status: number): 'green' | 'cyan' | 'yellow' | 'red' {
  if (status < 300) return 'green'
  if (status < 400) return 'cyan'
  return status < 500 ? 'yellow' : 'red'
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
