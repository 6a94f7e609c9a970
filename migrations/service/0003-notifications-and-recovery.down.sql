DROP TABLE recovery_sessions;
DROP TABLE notification_history;
