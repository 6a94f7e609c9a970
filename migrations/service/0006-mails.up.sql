-- What people are told by mail. An incident is something that is wrong, from its first sign until it has been right for two minutes.
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    -- Tells two of one type apart, such as two printers.
    subject TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'warning', 'info')),
    opened_at TEXT NOT NULL,
    -- Right since then, but not yet long enough; null while it is wrong.
    cleared_at TEXT,
    closed_at TEXT,
    raised INTEGER NOT NULL DEFAULT 1,
    fate TEXT NOT NULL CHECK (fate IN ('sent', 'folded', 'inhibited')),
    -- The mail that told of it first.
    mail_id INTEGER REFERENCES mails (id),
    data TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incidents_open ON incidents (type, subject) WHERE closed_at IS NULL;
CREATE INDEX incidents_mail ON incidents (mail_id) WHERE mail_id IS NOT NULL;

-- Each event that calls for a mail, and what became of it: what was sent, folded and inhibited adds up to all of them.
CREATE TABLE notices (
    event_id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    fate TEXT NOT NULL CHECK (fate IN ('sent', 'folded', 'inhibited'))
) STRICT;
CREATE INDEX notices_incident ON notices (incident_id);

-- The outbox: a mail is in here before anybody tries to hand it over.
CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('alert', 'solved', 'past', 'digest', 'news', 'weekly')),
    type TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'warning', 'info')),
    -- The mail whose incidents this one says to be over.
    about INTEGER REFERENCES mails (id),
    recipients TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    data TEXT NOT NULL DEFAULT '{}',
    happened_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'handed-over', 'given-up', 'not-needed')),
    due_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    handed_over_at TEXT,
    -- Why the last attempt failed: the cause, the server's word and where it came from, as JSON.
    failure TEXT
) STRICT;
CREATE INDEX mails_waiting ON mails (due_at) WHERE state = 'waiting';
