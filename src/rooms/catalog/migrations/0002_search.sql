-- Search over products, and an order for names that pages can follow.

alter table catalog.product
  add column search_text text generated always as (translate(lower(name || ' ' || code), 'ё', 'е')) stored;
create index product_search on catalog.product using gin (search_text gin_trgm_ops);
create index product_sorted on catalog.product (name collate "ru-x-icu", id) where archived_at is null;
