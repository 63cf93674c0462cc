-- Product directions and products: the mission of the company as a list (PORT-1).

create table catalog.direction (
  id int generated always as identity primary key,
  code text not null unique check (length(code) between 1 and 64),
  name text not null check (length(name) between 1 and 200),
  head_id int references platform.person (id),
  -- Sold by contract: a customer is lost in it when the contract ends without extension (LC-4).
  by_contract boolean not null default false,
  -- The direction's own life-cycle window; null takes the company's (LC-6).
  window_months smallint check (window_months between 1 and 60),
  archived_at timestamptz,
  import_id int,
  version int not null default 1,
  xid xid8 not null default pg_current_xact_id()
);
create unique index direction_name on catalog.direction (lower(name));

create table catalog.product (
  id int generated always as identity primary key,
  code text not null unique check (length(code) between 1 and 64),
  name text not null check (length(name) between 1 and 400),
  direction_id int references catalog.direction (id),
  one_off boolean not null default false,
  unit text,
  list_price numeric(20, 6),
  archived_at timestamptz,
  import_id int,
  version int not null default 1,
  xid xid8 not null default pg_current_xact_id()
);
create index product_direction on catalog.product (direction_id);
create index product_name on catalog.product (lower(name), id);

create trigger direction_touch_xid before update on catalog.direction for each row execute function platform.touch_xid();
create trigger product_touch_xid before update on catalog.product for each row execute function platform.touch_xid();

create view catalog.pub_direction as
  select id, code, name, head_id, by_contract, window_months, archived_at is not null as archived, xid from catalog.direction;
create view catalog.pub_product as
  select id, code, name, direction_id, one_off, archived_at is not null as archived, xid from catalog.product;
