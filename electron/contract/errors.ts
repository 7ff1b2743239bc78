/** Every error code that a caller can meet, with the HTTP status it has in REST form. */

export const errorStatuses = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNPROCESSABLE: 422,
  TARGET_NOT_ALLOWED: 403,
  TUNNEL_FAILED: 502,
  STORE_FAILED: 503,
  TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500
} as const

export type ErrorCode = keyof typeof errorStatuses
