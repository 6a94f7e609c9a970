-- What this PC remembers: its Pis, a person's choices, the mirrored journals of runs, and who did what.
CREATE TABLE targets (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pi', 'practice')),
  address TEXT NOT NULL,
  port INTEGER NOT NULL,
  user TEXT NOT NULL,
  host_key TEXT NOT NULL,
  public_key TEXT NOT NULL,
  paired_at TEXT NOT NULL
) STRICT;

CREATE TABLE preferences (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Lines exactly as the target wrote them: their hashes are checked before they come in.
CREATE TABLE journal_lines (
  target_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (target_id, run_id, seq)
) STRICT, WITHOUT ROWID;

-- Each line holds the SHA-256 of the line before, so that nothing can be taken out or changed unseen.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  line TEXT NOT NULL
) STRICT;
