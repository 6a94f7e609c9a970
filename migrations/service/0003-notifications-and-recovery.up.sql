-- The two tables that the plan adds. The service runs without them: they then answer empty.
CREATE TABLE notification_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    notification_type TEXT NOT NULL,
    context TEXT,
    success BOOLEAN NOT NULL,
    sent_at TEXT NOT NULL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_notification_history_type ON notification_history (notification_type);
CREATE INDEX idx_notification_history_sent_at ON notification_history (sent_at);
CREATE TABLE recovery_sessions (
    id TEXT PRIMARY KEY,
    recovery_type TEXT NOT NULL,
    phase TEXT NOT NULL,
    started_at TEXT NOT NULL,
    completed_at TEXT,
    items_total INTEGER DEFAULT 0,
    items_processed INTEGER DEFAULT 0,
    items_failed INTEGER DEFAULT 0,
    error_message TEXT,
    metadata TEXT
);
CREATE INDEX idx_recovery_sessions_type ON recovery_sessions (recovery_type);
CREATE INDEX idx_recovery_sessions_started_at ON recovery_sessions (started_at);
