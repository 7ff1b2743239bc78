/** Bodies of valid but unusual JSON, signed for what they are. */
import { readJson, type JsonNode } from './json-tree.ts'
import type { Draft, FaultContext, FaultedRequest, Unavailable } from './outbound-fault.ts'
import { rightlySigned } from './signing.ts'

/** Unavailable where the body is no JSON, `change` changes nothing, or it can't be signed anew. */
export function changeJson(
  draft: Draft,
  context: FaultContext,
  change: (tree: JsonNode) => Uint8Array | undefined
): FaultedRequest | Unavailable {
  const tree = readJson(draft.body)
  if (tree === undefined) return { unavailable: 'The body is not JSON.' }
  const body = change(tree)
  if (body === undefined || Buffer.compare(body, draft.body) === 0)
    return { unavailable: 'The body has nothing that could be written another way.' }
  return rightlySigned({ ...draft, body }, context)
}
