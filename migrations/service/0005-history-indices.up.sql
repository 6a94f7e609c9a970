-- What only makes long histories quick to search. The service runs without them, so a rollback by one schema costs nothing.
CREATE INDEX events_at ON events (at);
CREATE INDEX jobs_printed_at ON jobs (printed_at) WHERE printed_at IS NOT NULL;
-- On the older service's tables, which it has no index on itself.
CREATE INDEX print_jobs_order ON print_jobs (order_id);
CREATE INDEX print_jobs_status ON print_jobs (status);
CREATE INDEX events_job ON events (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX jobs_created_at ON jobs (created_at);
