DROP INDEX jobs_created_at;
DROP INDEX events_job;
DROP INDEX print_jobs_status;
DROP INDEX print_jobs_order;
DROP INDEX jobs_printed_at;
DROP INDEX events_at;
