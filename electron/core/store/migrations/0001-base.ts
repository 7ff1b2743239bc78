/**
 * Invariants: `deliveries` holds what lists show and never a body; `captures` has exactly one row for each of its rows.
 * `seq` grows with every insert and every update, so that "all rows after seq n" is what the search index has not seen.
 * Bodies longer than one chunk go on in `chunks`, numbered from 1; number 0 is in `captures` itself.
 */
export const sql = `
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  endpoint_id TEXT,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  provider TEXT NOT NULL,
  event_type TEXT,
  event_id TEXT,
  verdict TEXT NOT NULL,
  verdict_info TEXT,
  status INTEGER,
  fault TEXT,
  handshake INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  via_tunnel INTEGER NOT NULL,
  redelivery INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  outcome TEXT,
  target_status INTEGER,
  outcome_detail TEXT,
  starred INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX deliveries_by_seq ON deliveries (seq);

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  http_version TEXT NOT NULL,
  remote_address TEXT NOT NULL,
  last_byte_at INTEGER NOT NULL,
  incomplete INTEGER NOT NULL,
  headers TEXT NOT NULL,
  trailers TEXT,
  log TEXT NOT NULL,
  kept_bytes INTEGER NOT NULL,
  body BLOB NOT NULL,
  reply_headers TEXT,
  reply_bytes INTEGER,
  reply_body BLOB
);

CREATE TABLE chunks (
  delivery_id INTEGER NOT NULL,
  part TEXT NOT NULL,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX chunks_in_order ON chunks (delivery_id, part, number);

CREATE TABLE attempts (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  delivery_id INTEGER NOT NULL,
  facts TEXT NOT NULL,
  request_bytes INTEGER NOT NULL,
  request_body BLOB,
  response_bytes INTEGER,
  response_body BLOB
);
CREATE INDEX attempts_by_delivery ON attempts (delivery_id);

CREATE TABLE endpoints (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL, value TEXT NOT NULL);
CREATE TABLE secrets (id TEXT PRIMARY KEY, endpoint_id TEXT NOT NULL, label TEXT NOT NULL, hint TEXT NOT NULL, sealed BLOB NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE faults (id TEXT PRIMARY KEY, endpoint_id TEXT NOT NULL, created_at INTEGER NOT NULL, value TEXT NOT NULL);
CREATE TABLE targets (id TEXT PRIMARY KEY, endpoint_id TEXT NOT NULL, created_at INTEGER NOT NULL, value TEXT NOT NULL);
CREATE TABLE filters (id TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE listener_log (number INTEGER PRIMARY KEY, value TEXT NOT NULL);
`
