-- What people have arranged around deployments: contacts, who is informed, the maintenance window. Each value is JSON.
CREATE TABLE guides (
  target_id TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key IN ('contacts', 'informed', 'window')),
  value TEXT NOT NULL,
  PRIMARY KEY (target_id, key)
) STRICT, WITHOUT ROWID;

-- Mails to those who are to know: written here before anybody is asked to send them. The key is the same for the same mail.
CREATE TABLE announcements (
  key TEXT PRIMARY KEY,
  target_id TEXT NOT NULL,
  about TEXT NOT NULL,
  occasion TEXT NOT NULL,
  recipients TEXT NOT NULL,
  subject TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  happened_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'with-pi', 'given-up')),
  -- Its number in the Pi's outbox.
  mail_id INTEGER,
  problem TEXT
) STRICT;
CREATE INDEX announcements_waiting ON announcements (target_id, created_at) WHERE state = 'waiting';
CREATE INDEX announcements_about ON announcements (target_id, about, created_at);
