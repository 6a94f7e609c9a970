-- Who works with Bonwart on this PC. A PIN is kept only as its scrypt hash, with the salt and the parameters that it was made with.
-- `failures` and `not_before` (milliseconds since 1970) hold back guessing; they are written before a PIN is looked at.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('staff', 'manager', 'admin')),
  pin TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
