-- Customers and contact persons of foreign files on their way in, and what an import replaced, so that it can be undone whole.

create unlogged table customers.staged_customer (
  row_no int not null, customer_code text, customer_name text, customer_tax_number text, customer_kind text, customer_parent text, customer_email text,
  customer_phone text, customer_website text, customer_address text, customer_city text, customer_region text, customer_country text, customer_source text,
  customer_note text, customer_first_contact date, employee_code text, employee_name text, customer_parameter jsonb, problem text, problem_column text
);
create unlogged table customers.staged_contact (
  row_no int not null, customer_code text, customer_name text, customer_tax_number text, contact_name text, contact_position text, contact_role text,
  contact_phone text, contact_email text, contact_messenger text, contact_birthday date, contact_note text, problem text, problem_column text
);

-- A record as it was before an import filled or overwrote it.
create table customers.import_before (
  import_id int not null,
  entity text not null check (entity in ('customer', 'contact')),
  record_id int not null,
  before jsonb not null,
  -- the record's version after the import: a later one means later work
  version_after int not null,
  primary key (import_id, entity, record_id)
);
create index import_before_record on customers.import_before (entity, record_id, import_id);
create index contact_person_import on customers.contact_person (import_id) where import_id is not null;

create function customers.clear_staging() returns void language sql security definer set search_path = '' as $$
  truncate customers.staged_customer, customers.staged_contact $$;
create function customers.analyze_staging() returns void language plpgsql security definer set search_path = '' as $$
begin analyze customers.staged_customer; analyze customers.staged_contact; end $$;
