-- What only makes long histories quick to search. The service runs without them, so a rollback by one schema costs nothing.
CREATE INDEX events_at ON events (at);
CREATE INDEX jobs_printed_at ON jobs (printed_at) WHERE printed_at IS NOT NULL;
