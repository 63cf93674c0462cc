-- Lines of foreign files on their way in, and what an import replaced, so that it can be undone whole.

create unlogged table sales.staged_line (
  row_no int not null, settlement_number text, settlement_date date, settlement_kind text, settlement_currency text,
  customer_code text, customer_name text, customer_tax_number text, product_code text, product_name text, direction_name text,
  line_quantity numeric, line_price numeric, line_discount numeric, line_amount bigint, employee_code text, employee_name text,
  problem text, problem_column text
);

-- A settlement as it was before an import changed it: its row and its lines.
create table sales.import_before (
  import_id int not null,
  customer_id int not null,
  settlement_id int not null,
  settlement jsonb not null,
  lines jsonb not null,
  primary key (import_id, customer_id, settlement_id)
);
create index import_before_settlement on sales.import_before (settlement_id, import_id);

create function sales.clear_staging() returns void language sql security definer set search_path = '' as $$
  truncate sales.staged_line $$;
create function sales.analyze_staging() returns void language plpgsql security definer set search_path = '' as $$
begin analyze sales.staged_line; end $$;
