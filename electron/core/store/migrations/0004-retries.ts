/**
 * Invariants: a row of `retries` is one sending that is still to be made; its attempt and its going are one transaction.
 * `sending` is written before it leaves: 0 waits, 1 is under way. What is 1 at a start was cut off, so it goes out `again`.
 * A row of `missed` is a delivery that its target did not get; it goes with the first attempt that is answered.
 */
export const sql = `
CREATE TABLE retries (
  id TEXT PRIMARY KEY,
  delivery_id INTEGER NOT NULL,
  target_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  sending INTEGER NOT NULL DEFAULT 0,
  again INTEGER NOT NULL DEFAULT 0,
  value TEXT NOT NULL
);
CREATE INDEX retries_by_due ON retries (sending, due_at);
CREATE INDEX retries_by_delivery ON retries (delivery_id);

CREATE TABLE missed (
  target_id TEXT NOT NULL,
  delivery_id INTEGER NOT NULL,
  missed_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  sending INTEGER NOT NULL DEFAULT 0,
  again INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (target_id, delivery_id)
) WITHOUT ROWID;
CREATE INDEX missed_by_delivery ON missed (delivery_id);
`
