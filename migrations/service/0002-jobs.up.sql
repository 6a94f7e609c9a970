-- Orders as the shop tells them. Beside `orders`, which stays in the older service's form.
CREATE TABLE shop_orders (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'cancelled', 'not-yet', 'unreadable', 'known-before')),
    updated_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    customer TEXT NOT NULL,
    fulfilment TEXT NOT NULL,
    due_at TEXT,
    item_count INTEGER NOT NULL,
    raw_json TEXT NOT NULL
) STRICT;
CREATE INDEX shop_orders_seen ON shop_orders (seen_at);

-- One row is one ticket that must come out of a printer. Its bytes are rendered once and never change afterwards.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL,
    order_number TEXT NOT NULL,
    station TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('full', 'change', 'cancel', 'reprint')),
    revision INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    payload BLOB NOT NULL,
    payload_sha256 TEXT NOT NULL,
    plain_text TEXT NOT NULL,
    paper_millimetres INTEGER NOT NULL,
    state TEXT NOT NULL,
    priority INTEGER NOT NULL,
    due_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Of these attempts, so many count against RECOVERY_MAX_RETRIES. An outage counts nothing.
    real_attempts INTEGER NOT NULL DEFAULT 0,
    acknowledgement TEXT,
    reason TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    printed_at TEXT,
    release TEXT,
    legacy_job_id INTEGER,
    UNIQUE (order_id, station, kind, revision, copy)
) STRICT;
CREATE INDEX jobs_open ON jobs (priority DESC, id) WHERE state NOT IN ('printed', 'sent', 'cancelled');
CREATE INDEX jobs_order ON jobs (order_id);
CREATE INDEX jobs_legacy ON jobs (legacy_job_id);

-- Every time that a job's bytes went, or were about to go, to a printer. `first_byte_at` is on disk before the first byte is on the wire.
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    number INTEGER NOT NULL,
    begin_id TEXT NOT NULL,
    end_id TEXT NOT NULL,
    mark BLOB NOT NULL,
    boot_id TEXT NOT NULL,
    printer TEXT NOT NULL,
    release TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    first_byte_at TEXT,
    ended_at TEXT,
    result TEXT,
    acknowledgement TEXT,
    UNIQUE (job_id, number)
) STRICT;

-- Append only. The ids are the ids of the event stream.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    order_id TEXT,
    job_id INTEGER,
    data TEXT NOT NULL
) STRICT;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
