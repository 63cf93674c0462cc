-- The settlements of a customer, newest first, page by page.
create index settlement_customer_day on sales.settlement (customer_id, day, id);
