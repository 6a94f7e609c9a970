-- The search over the orders of the last 90 days. What is to be indexed is noted in the order's own transaction; its words follow later,
-- so that nothing that goes wrong with the index can hold up an order.
CREATE TABLE order_search_due (order_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO order_search_due SELECT id FROM shop_orders WHERE seen_at >= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-90 days');
CREATE TRIGGER shop_orders_search_new AFTER INSERT ON shop_orders BEGIN
    INSERT INTO order_search_due SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM order_search_due WHERE order_id = new.id);
END;
CREATE TRIGGER shop_orders_search_changed AFTER UPDATE OF content_hash ON shop_orders WHEN new.content_hash <> old.content_hash BEGIN
    INSERT INTO order_search_due SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM order_search_due WHERE order_id = new.id);
END;
-- `id` is the instant at which the order was seen, in microseconds: the newest of what is found is found first.
CREATE TABLE order_search_rows (id INTEGER PRIMARY KEY, order_id TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE order_search USING fts5 (words, content = '', contentless_delete = 1, detail = none, prefix = '2 3', tokenize = 'ascii');
