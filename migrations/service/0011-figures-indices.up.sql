-- What a ticket counts as in the figures of its day, told by the index alone. A ticket comes into it once, when it is settled: none of its steps
-- before that is dearer. The expressions are, word for word, those of `src-pi/service/database/statistics.ts`.
CREATE INDEX jobs_settled ON jobs (
    created_at,
    CASE WHEN printed_at IS NOT NULL AND state <> 'cancelled' THEN coalesce(max(0, CAST((julianday(printed_at) - julianday(CASE WHEN not_before > created_at THEN not_before ELSE created_at END)) * 86400000 + 0.5 AS INTEGER)), 0) END,
    (printed_at IS NOT NULL AND state <> 'cancelled') * (1 + (attempts = 1) * 131072) + (kind = 'reprint') * 17179869184
) WHERE state IN ('printed', 'sent', 'cancelled') AND NOT (station >= 'printer:' AND station < 'printer;');

-- The quiet hour of a restaurant: counted along the index, hour by hour, without sorting and without each order's row.
DROP INDEX shop_orders_hours;
CREATE INDEX shop_orders_seen ON shop_orders (seen_at);
CREATE INDEX shop_orders_hour ON shop_orders (substr(seen_at, 1, 13), seen_at) WHERE state IN ('accepted', 'cancelled');
