/**
 * Invariant: the one row of `totals` counts `deliveries` exactly, for it is written in the same transaction.
 * `ahead_ms` and `behind_ms` bound how far the time inside an id is from `received_at`, after a clock was set.
 * `store_id` tells a search index whether it was made from this file.
 */
export const sql = `
CREATE TABLE totals (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  store_id TEXT NOT NULL,
  deliveries INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  unrouted INTEGER NOT NULL,
  ahead_ms INTEGER NOT NULL,
  behind_ms INTEGER NOT NULL
);
INSERT INTO totals SELECT
  1,
  lower(hex(randomblob(16))),
  count(*),
  coalesce(sum(verdict = 'failed'), 0),
  coalesce(sum(endpoint_id IS NULL), 0),
  max(0, coalesce(max(id / 1024 - received_at), 0)),
  max(0, coalesce(max(received_at - id / 1024), 0))
FROM deliveries;
`
