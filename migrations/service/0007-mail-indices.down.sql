DROP INDEX mails_type;
DROP INDEX notices_at;
