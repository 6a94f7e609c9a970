-- What the older service needs of this (open jobs, orders) is in its own tables at every moment.
DROP TABLE meta;
DROP TABLE events;
DROP TABLE attempts;
DROP TABLE jobs;
DROP TABLE shop_orders;
