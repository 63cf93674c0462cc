-- Customers, their contact persons and the responsible manager with history (CL-1, CL-2, CL-5, CL-6).

-- The key by which names that differ in legal form, quotes, case or ё meet.
create function customers.name_key(name text) returns text
language sql immutable parallel safe strict return
  btrim(regexp_replace(
    ' ' || btrim(regexp_replace(translate(lower(name), 'ё«»„“”"''`.,;:()№', 'е               '), '[\s\-–—_/]+', ' ', 'g')) || ' ',
    ' (ооо|оао|зао|пао|ао|нао|ип|тоо|чп|гуп|муп|фгуп|ано|ноу|чоу|дпо|тд|торговый дом|общество с ограниченной ответственностью|акционерное общество|индивидуальный предприниматель|llc|ltd|inc|corp|gmbh|plc|limited|co)(?= )',
    '', 'g'));

-- What the search reads: lower case, ё as е.
create function customers.search_key(value text) returns text
language sql immutable parallel safe strict return translate(lower(value), 'ё', 'е');

create table customers.parameter (
  id int generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  block text not null default 'commercial' check (block in ('personal', 'commercial')),
  type text not null check (type in ('text', 'number', 'boolean', 'choice', 'day')),
  options text[] not null default '{}',
  required boolean not null default false,
  position int not null default 0,
  archived_at timestamptz,
  version int not null default 1
);

create table customers.customer (
  id int generated always as identity primary key,
  code text not null unique check (length(code) between 1 and 64),
  kind text not null default 'organisation' check (kind in ('organisation', 'person', 'unit')),
  name text not null check (length(name) between 1 and 400),
  parent_id int references customers.customer (id) check (parent_id <> id),
  tax_number text check (length(tax_number) <= 32),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  website text check (length(website) <= 300),
  address text check (length(address) <= 500),
  city text check (length(city) <= 120),
  region text check (length(region) <= 120),
  country text check (length(country) <= 120),
  source text check (length(source) <= 120),
  note text check (length(note) <= 4000),
  parameters jsonb not null default '{}',
  responsible_id int references platform.person (id),
  first_contact_on date,
  state text not null default 'active' check (state in ('active', 'archived', 'blocked')),
  merged_into_id int references customers.customer (id) check (merged_into_id <> id),
  name_key text generated always as (customers.name_key(name)) stored,
  search_text text generated always as (customers.search_key(
    name || ' ' || code || coalesce(' ' || tax_number, '') || coalesce(' ' || phone, '') || coalesce(' ' || email, '') || coalesce(' ' || city, ''))) stored,
  import_id int,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  xid xid8 not null default pg_current_xact_id()
);
create index customer_name on customers.customer (name collate "ru-x-icu", id) where merged_into_id is null and state = 'active';
create index customer_name_key on customers.customer (name_key);
create index customer_tax_number on customers.customer (tax_number) where tax_number is not null;
create index customer_email on customers.customer (lower(email)) where email is not null;
create index customer_phone on customers.customer (phone) where phone is not null;
create index customer_responsible on customers.customer (responsible_id, id);
create index customer_parent on customers.customer (parent_id) where parent_id is not null;
create index customer_merged_into on customers.customer (merged_into_id) where merged_into_id is not null;
create index customer_search on customers.customer using gin (search_text gin_trgm_ops);
create index customer_parameters on customers.customer using gin (parameters jsonb_path_ops);
create index customer_created on customers.customer (created_at, id);
create index customer_xid on customers.customer (xid);
create index customer_import on customers.customer (import_id) where import_id is not null;

create table customers.responsible_period (
  customer_id int not null references customers.customer (id),
  person_id int not null references platform.person (id),
  from_on date not null,
  until_on date check (until_on >= from_on),
  primary key (customer_id, from_on)
);
create index responsible_period_person on customers.responsible_period (person_id);

create table customers.contact_person (
  customer_id int not null references customers.customer (id),
  id int generated always as identity,
  name text not null check (length(name) between 1 and 200),
  position text check (length(position) <= 200),
  role text check (role in ('decides', 'influences', 'uses', 'other')),
  phone text check (length(phone) <= 40),
  email text check (length(email) <= 254),
  messenger text check (length(messenger) <= 120),
  birthday date,
  note text check (length(note) <= 2000),
  search_text text generated always as (customers.search_key(
    name || coalesce(' ' || phone, '') || coalesce(' ' || email, ''))) stored,
  archived_at timestamptz,
  import_id int,
  version int not null default 1,
  primary key (customer_id, id)
);
create index contact_person_search on customers.contact_person using gin (search_text gin_trgm_ops);
create unique index contact_person_id on customers.contact_person (id);

-- What later rooms computed of a customer, so that lists filter and sort by it. Written set-based through the front door.
create table customers.badge (
  customer_id int primary key references customers.customer (id),
  category text not null default 'potential' check (category in ('potential', 'new', 'regular', 'recovered', 'lost')),
  category_since date,
  abc text check (abc in ('A', 'B', 'C')),
  xyz text check (xyz in ('X', 'Y', 'Z')),
  xyz_preliminary boolean not null default false,
  turnover_minor bigint not null default 0,
  turnover_before_minor bigint not null default 0,
  -- turnover of the last 12 full months, oldest first
  month_minor bigint[] not null default '{}',
  first_settlement_on date,
  last_settlement_on date,
  products_used int not null default 0,
  directions_used int not null default 0,
  as_of date
);
create index badge_turnover on customers.badge (turnover_minor desc, customer_id);
create index badge_last_settlement on customers.badge (last_settlement_on, customer_id);
create index badge_category on customers.badge (category, turnover_minor desc, customer_id);
create index badge_abc on customers.badge (abc, xyz, turnover_minor desc, customer_id);

create table customers.duplicate_pair (
  left_id int not null references customers.customer (id),
  right_id int not null references customers.customer (id) check (right_id > left_id),
  reasons text[] not null,
  state text not null default 'proposed' check (state in ('proposed', 'dismissed', 'merged')),
  found_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by int,
  primary key (left_id, right_id)
);
create index duplicate_pair_state on customers.duplicate_pair (state, left_id);

create trigger customer_touch_xid before update on customers.customer for each row execute function platform.touch_xid();

-- `resolved_id` is the winner of a merge or the customer itself.
create view customers.pub_customer as
  select id, code, name, kind, parent_id, coalesce(merged_into_id, id) as resolved_id, responsible_id, first_contact_on,
         city, region, country, source, state, parameters, created_at, xid
    from customers.customer;
create view customers.pub_responsible as
  select customer_id, person_id, from_on, until_on from customers.responsible_period;
