DROP TABLE order_search;
DROP TABLE order_search_rows;
DROP TRIGGER shop_orders_search_changed;
DROP TRIGGER shop_orders_search_new;
DROP TABLE order_search_due;
