-- Looks at the service some time after a run: what they found, and what a person said where something was not as it should be.
CREATE TABLE after_care (
  target_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  look TEXT NOT NULL,
  measured_at TEXT NOT NULL,
  -- Each criterion with what was measured, as JSON.
  criteria TEXT NOT NULL,
  note TEXT,
  person TEXT,
  pc TEXT,
  seen_at TEXT,
  PRIMARY KEY (target_id, run_id, look)
) STRICT, WITHOUT ROWID;
