-- What only makes long histories of mails quick to read. The service runs without them, so a rollback by one schema costs nothing.
CREATE INDEX notices_at ON notices (at);
CREATE INDEX mails_type ON mails (type, created_at);
