/**
 * What is used of `node:http`, without importing it: an import reads every export, and reading `WebSocket` loads a whole fetch
 * client, which costs a start some 50 ms.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http')
