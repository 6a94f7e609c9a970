-- What was signed after a run, and by whom. Each line holds the SHA-256 of the line before, and the audit holds that of each line.
CREATE TABLE sign_offs (
  seq INTEGER PRIMARY KEY,
  target_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  line TEXT NOT NULL
) STRICT;
CREATE INDEX sign_offs_by_run ON sign_offs (target_id, run_id, seq);

-- Why something is not as it should be, in the words of a person. The newest counts, the earlier ones stay.
CREATE TABLE deviation_notes (
  seq INTEGER PRIMARY KEY,
  target_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  about TEXT NOT NULL,
  note TEXT NOT NULL,
  person TEXT NOT NULL,
  pc TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX deviation_notes_by_run ON deviation_notes (target_id, run_id, about, seq);
