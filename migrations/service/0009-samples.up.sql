-- How the service and its machine were, a row a minute, 90 days long. `at` is in milliseconds since 1970; null where it was not known.
CREATE TABLE samples (
    at INTEGER PRIMARY KEY,
    -- For how long before `at` the row speaks.
    seconds REAL NOT NULL,
    memory INTEGER NOT NULL,
    cpu INTEGER NOT NULL,
    disk INTEGER,
    temperature REAL,
    answers INTEGER NOT NULL,
    answer_milliseconds REAL,
    query_milliseconds REAL,
    recovery_seconds REAL
) STRICT;
