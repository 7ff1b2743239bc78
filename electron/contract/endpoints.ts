/** Endpoints: an inbound address with its scheme, secrets and reply policy. */
import { z } from 'zod'
import { epochMs, headerPairs, id } from './primitives.ts'

/** The canned response. `body` is text sent as UTF-8. */
export const cannedResponse = z.object({
  status: z.number().int().min(200).max(599),
  headers: headerPairs,
  body: z.string().max(1_048_576)
})

/** A secret as it may be shown: never its value. `hint` is its last four characters at most, `doubt` why it may be the wrong one. */
export const secretView = z.object({ id, label: z.string(), hint: z.string(), doubt: z.string().optional(), createdAt: epochMs })

export const secretInput = z.object({ value: z.string().min(1).max(65_536), label: z.string().max(120).default('') })

const endpointFields = {
  name: z.string().min(1).max(120),
  path: z.string().min(1).max(512),
  scheme: z.string().min(1).max(64),
  schemeOptions: z.record(z.string(), z.unknown()),
  onInvalid: z.enum(['reject', 'observe']),
  requireJson: z.boolean(),
  toleranceSeconds: z.number().int().min(0).max(31_536_000),
  response: cannedResponse,
  answerHandshakes: z.boolean(),
  enabled: z.boolean()
}

export const endpoint = z.object({ id, ...endpointFields, secrets: z.array(secretView), createdAt: epochMs })

export const endpointInput = z.object({
  ...endpointFields,
  scheme: endpointFields.scheme.default('generic'),
  schemeOptions: endpointFields.schemeOptions.default({}),
  onInvalid: endpointFields.onInvalid.default('reject'),
  requireJson: endpointFields.requireJson.default(false),
  /** Left out: the scheme's own tolerance, and the answer that its provider expects. */
  toleranceSeconds: endpointFields.toleranceSeconds.optional(),
  response: endpointFields.response.optional(),
  answerHandshakes: endpointFields.answerHandshakes.default(true),
  enabled: endpointFields.enabled.default(true)
})

const endpointFieldsSchema = z.object(endpointFields)

export const endpointPatch = endpointFieldsSchema.partial()

export type CannedResponse = z.infer<typeof cannedResponse>
export type SecretView = z.infer<typeof secretView>
export type Endpoint = z.infer<typeof endpoint>
export type EndpointInput = z.input<typeof endpointInput>
/** Every field that may be changed. */
export type EndpointFields = z.infer<typeof endpointFieldsSchema>
export type EndpointPatch = z.infer<typeof endpointPatch>
