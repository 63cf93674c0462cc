-- Definitions in their versions, and classes and categories as dated history (CLS-8, LC-6). Rows of history are added, never changed.

create table classes.definition (
  version int primary key check (version >= 1),
  settings jsonb not null,
  reason text not null check (reason in ('start', 'change', 'older_data')),
  person_id int,
  created_at timestamptz not null default now()
);

-- One row where a customer's classes differ from the month before; `version` is the rule version that reckoned them.
create table classes.class_history (
  customer_id int not null,
  as_of date not null,
  version int not null,
  abc text check (abc in ('A', 'B', 'C')),
  xyz text check (xyz in ('X', 'Y', 'Z')),
  value_minor bigint not null,
  before_minor bigint,
  total_minor bigint,
  cv double precision,
  calculated_at timestamptz not null default now(),
  primary key (customer_id, as_of, version)
);
create index class_history_as_of on classes.class_history (version, as_of);

create table classes.transition (
  customer_id int not null,
  day date not null,
  seq smallint not null,
  version int not null,
  from_category text not null check (from_category in ('potential', 'new', 'regular', 'recovered', 'lost')),
  to_category text not null check (to_category in ('potential', 'new', 'regular', 'recovered', 'lost')),
  calculated_at timestamptz not null default now(),
  primary key (customer_id, day, seq, version)
);
create index transition_day on classes.transition (version, day, to_category);

-- Up to where the history of a version reaches.
create table classes.history_reach (
  version int primary key,
  first_on date not null,
  last_on date not null,
  calculated_at timestamptz not null default now()
);

create view classes.pub_class_history as
  select customer_id, as_of, version, abc, xyz, value_minor, calculated_at from classes.class_history;
create view classes.pub_transition as
  select customer_id, day, seq, version, from_category, to_category from classes.transition;
