DROP INDEX jobs_printed_at;
DROP INDEX events_at;
