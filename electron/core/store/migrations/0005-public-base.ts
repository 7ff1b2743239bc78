/**
 * Invariant: `public_base` is the public URL at the moment the delivery came, without a trailing slash; null for local ones and for those
 * from before this step. Schemes that sign the address are judged by it: the tunnel may have another URL since.
 */
export const sql = `
ALTER TABLE captures ADD COLUMN public_base TEXT;
`
