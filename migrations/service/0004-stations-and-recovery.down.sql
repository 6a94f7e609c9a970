DROP TABLE alerts;
DROP TABLE printers;
DROP TABLE recovery_items;
DROP INDEX jobs_not_before;
ALTER TABLE jobs DROP COLUMN not_before;
ALTER TABLE jobs DROP COLUMN profile;
ALTER TABLE jobs DROP COLUMN ticket;
