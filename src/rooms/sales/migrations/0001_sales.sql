-- Settlements and their lines (CL-3; domain 00, section 3). Keys carry customer_id, so that they can be spread by customer.

create table sales.source (
  id int generated always as identity primary key,
  key text not null unique check (length(key) between 1 and 100),
  name text not null
);

create table sales.settlement (
  customer_id int not null references customers.customer (id),
  id int generated always as identity,
  source_id int not null references sales.source (id),
  year smallint not null,
  number text not null check (length(number) between 1 and 100),
  day date not null check (extract(year from day) = year),
  -- 'document' is a kind that the file did not tell; it counts as a settlement.
  kind text not null default 'document' check (kind in ('document', 'payment', 'shipment', 'return', 'internal')),
  employee_id int references platform.person (id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null,
  import_id int,
  created_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (customer_id, id),
  unique (customer_id, source_id, year, number)
);
create index settlement_id on sales.settlement (id);
create index settlement_day on sales.settlement (day);
create index settlement_employee on sales.settlement (employee_id, day);
create index settlement_import on sales.settlement (import_id);
create index settlement_xid on sales.settlement (xid);

-- Lines are written whole with their settlement and never updated in place: a change deletes and inserts them and touches the settlement's xid.
-- They have no foreign keys of their own: one set-based writer fills them from joins, and `facts check` proves that none is loose.
create table sales.line (
  customer_id int not null,
  settlement_id int not null,
  line_no int not null,
  product_id int,
  -- the how-manieth line of the same product in the settlement: part of the line's identity
  ordinal int not null check (ordinal >= 1),
  day date not null,
  quantity numeric(20, 6),
  price numeric(20, 6),
  discount numeric(20, 6),
  amount_minor bigint not null,
  primary key (customer_id, settlement_id, line_no)
);

-- Settlements that are no more, for the mirror's change feed.
create table sales.settlement_gone (
  customer_id int not null,
  settlement_id int not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (settlement_id, xid)
);
create index settlement_gone_xid on sales.settlement_gone (xid);

create trigger settlement_touch_xid before update on sales.settlement for each row execute function platform.touch_xid();

create view sales.pub_settlement as
  select customer_id, id, source_id, year, number, day, kind, employee_id, currency, amount_minor, import_id, xid from sales.settlement;
create view sales.pub_line as
  select customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, price, discount, amount_minor from sales.line;
create view sales.pub_settlement_gone as
  select customer_id, settlement_id, xid from sales.settlement_gone;
