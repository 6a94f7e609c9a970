DROP TABLE notices;
DROP TABLE incidents;
DROP TABLE mails;
DELETE FROM meta WHERE key LIKE 'mail.%';
