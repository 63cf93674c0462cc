-- Products of foreign files on their way in, and what an import replaced, so that it can be undone whole.

create unlogged table catalog.staged_product (
  row_no int not null, product_code text, product_name text, direction_code text, direction_name text, product_unit text, product_price numeric, product_one_off boolean,
  problem text, problem_column text
);
create table catalog.import_before (
  import_id int not null,
  product_id int not null,
  before jsonb not null,
  version_after int not null,
  primary key (import_id, product_id)
);
create index product_import on catalog.product (import_id) where import_id is not null;

create function catalog.clear_staging() returns void language sql security definer set search_path = '' as $$
  truncate catalog.staged_product $$;
create function catalog.analyze_staging() returns void language plpgsql security definer set search_path = '' as $$
begin analyze catalog.staged_product; end $$;
