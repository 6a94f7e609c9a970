-- What kind of ticket a job is (kitchen, driver, customer), the printer profile that its bytes were set for, and the instant before which
-- it is not printed (orders for later).
ALTER TABLE jobs ADD COLUMN ticket TEXT NOT NULL DEFAULT 'kitchen';
ALTER TABLE jobs ADD COLUMN profile TEXT NOT NULL DEFAULT 'generic';
ALTER TABLE jobs ADD COLUMN not_before TEXT;
CREATE INDEX jobs_not_before ON jobs (not_before) WHERE not_before IS NOT NULL AND state IN ('queued', 'waiting-printer');

-- The backlog that a recovery session works off in batches. A job that is not in here is live and goes first.
CREATE TABLE recovery_items (
    job_id INTEGER PRIMARY KEY REFERENCES jobs (id),
    session_id TEXT NOT NULL REFERENCES recovery_sessions (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'released', 'done', 'failed', 'held')),
    retries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX recovery_items_session ON recovery_items (session_id, state);

-- What is known of each printer: what it can prove, and who it is, so that it is found again at another address.
CREATE TABLE printers (
    id TEXT PRIMARY KEY,
    -- The connection in the settings over which this was learnt, and the address where the printer was found instead, if so.
    configured TEXT NOT NULL,
    capability TEXT,
    maker TEXT,
    model TEXT,
    serial_number TEXT,
    host TEXT,
    seen_at TEXT
) STRICT;

-- Alerts that are raised now. History is in the events.
CREATE TABLE alerts (
    type TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    severity TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'warning', 'info')),
    raised_at TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (type, subject)
) STRICT;
