DROP INDEX shop_orders_hour;
DROP INDEX shop_orders_seen;
CREATE INDEX shop_orders_hours ON shop_orders (seen_at, state);
DROP INDEX jobs_settled;
