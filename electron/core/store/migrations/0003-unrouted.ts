/** Requests that no endpoint took are kept up to a number of their own: finding the oldest of them must not read the rest. */
export const sql = `
CREATE INDEX unrouted_deliveries ON deliveries (id) WHERE endpoint_id IS NULL AND starred = 0;
`
