DROP INDEX shop_orders_hours;
CREATE INDEX shop_orders_seen ON shop_orders (seen_at);
