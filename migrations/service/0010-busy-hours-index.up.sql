-- The quiet hour of a restaurant is found from the index alone, without each order's row.
DROP INDEX shop_orders_seen;
CREATE INDEX shop_orders_hours ON shop_orders (seen_at, state);
