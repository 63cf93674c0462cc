-- The ground floor: company, people and access, audit, jobs, outbox, files, calendar.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table platform.company (
  id smallint primary key default 1 check (id = 1),
  name text not null check (length(name) between 1 and 200),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  language text not null check (language in ('en', 'ru')),
  base_url text,
  version int not null default 1,
  created_at timestamptz not null default now()
);

create table platform.division (
  id int generated always as identity primary key,
  parent_id int references platform.division (id),
  kind text not null default 'division' check (kind in ('division', 'branch')),
  name text not null check (length(name) between 1 and 200),
  archived_at timestamptz,
  version int not null default 1
);

-- A person may sign in (an e-mail and a password) or only be named on documents (a code): domain 00, section 3.
create table platform.person (
  id int generated always as identity primary key,
  code text unique check (length(code) between 1 and 64),
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) between 3 and 254),
  language text not null default 'ru' check (language in ('en', 'ru')),
  division_id int references platform.division (id),
  status text not null default 'active' check (status in ('active', 'invited', 'deactivated')),
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  recovery_hashes text[] not null default '{}',
  import_id int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id()
);
create unique index person_email on platform.person (lower(email));
create index person_division on platform.person (division_id);
create index person_name_key on platform.person (lower(name));

create table platform.role (
  id int generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{1,40}$'),
  name_en text not null,
  name_ru text not null,
  -- { resource: { action: scope } }
  cells jsonb not null,
  built_in boolean not null default false,
  version int not null default 1
);

create table platform.person_role (
  person_id int not null references platform.person (id),
  role_id int not null references platform.role (id),
  primary key (person_id, role_id)
);
create index person_role_role on platform.person_role (role_id);

-- Heads of product directions see the amounts of their directions; the directions themselves are the catalog's.
create table platform.stand_in (
  person_id int not null references platform.person (id),
  for_person_id int not null references platform.person (id) check (for_person_id <> person_id),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  primary key (person_id, for_person_id, from_on)
);

create table platform.session (
  token_hash bytea primary key,
  person_id int not null references platform.person (id),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text,
  ip text
);
create index session_person on platform.session (person_id);

create table platform.token (
  id int generated always as identity primary key,
  token_hash bytea not null unique,
  person_id int not null references platform.person (id),
  name text not null check (length(name) between 1 and 100),
  -- { resource: [action] }: a subset of the person's rights, checked again at each use
  scopes jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index token_person on platform.token (person_id);

create table platform.one_time_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('first_administrator', 'invitation', 'password_reset')),
  person_id int references platform.person (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table platform.sign_in_attempt (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_key text not null,
  address_key text not null
);
create index sign_in_attempt_account on platform.sign_in_attempt (account_key, at);
create index sign_in_attempt_address on platform.sign_in_attempt (address_key, at);

-- Insert-only: the application's role has no right to change it; where one role owns all, the trigger refuses.
create table platform.audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  person_id int,
  actor_kind text not null check (actor_kind in ('person', 'token', 'system', 'anonymous')),
  request_id text not null,
  entity text not null,
  entity_id text not null,
  action text not null,
  before jsonb,
  after jsonb,
  counts jsonb,
  xid xid8 not null default pg_current_xact_id()
);
create index audit_entry_entity on platform.audit_entry (entity, entity_id, id);
create index audit_entry_person on platform.audit_entry (person_id, id);

create table platform.audit_seal (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  first_id bigint not null,
  last_id bigint not null,
  entries int not null,
  hash bytea not null
);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are insert-only', tg_table_schema, tg_table_name using errcode = '42501';
end $$;
create trigger audit_entry_insert_only before update or delete on platform.audit_entry
  for each row execute function platform.refuse_change();
create trigger audit_entry_no_truncate before truncate on platform.audit_entry
  for each statement execute function platform.refuse_change();
create trigger audit_seal_insert_only before update or delete on platform.audit_seal
  for each row execute function platform.refuse_change();

-- Who read whose personal data, written in batches.
create table platform.read_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  person_id int,
  request_id text not null,
  route text not null,
  entity text not null,
  entity_ids int[] not null
);
create index read_log_at on platform.read_log (at);

create table platform.job (
  id int generated always as identity primary key,
  name text not null,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  dedup_key text,
  person_id int,
  language text not null default 'en',
  run_at timestamptz not null default now(),
  lease_until timestamptz,
  worker text,
  epoch int not null default 0,
  attempts int not null default 0,
  -- faults of the handler; unlike attempts they are not forgiven by a step that was committed
  failures int not null default 0,
  progress_done bigint not null default 0,
  progress_total bigint,
  progress_stage text,
  cancel_requested_at timestamptz,
  result jsonb,
  error jsonb,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create unique index job_dedup on platform.job (name, dedup_key) where state in ('waiting', 'running');
create index job_claim on platform.job (run_at, id) where state in ('waiting', 'running');
create index job_created on platform.job (created_at);

create table platform.outbox_event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  name text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  dispatched_at timestamptz
);
create index outbox_event_pending on platform.outbox_event (id) where dispatched_at is null;

create table platform.idempotency (
  person_id int not null,
  key text not null,
  request_hash bytea not null,
  status int,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_created on platform.idempotency (created_at);

create table platform.file (
  id int generated always as identity primary key,
  blob text not null unique,
  name text not null check (length(name) <= 255),
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  purpose text not null,
  person_id int,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);

-- Days that differ from the ordinary week (holidays, moved working days), dated as data.
create table platform.calendar_day (
  day date primary key,
  working boolean not null,
  note text
);

create table platform.saved_view (
  id int generated always as identity primary key,
  place text not null,
  name text not null check (length(name) between 1 and 100),
  person_id int not null references platform.person (id),
  shared boolean not null default false,
  state jsonb not null,
  position int not null default 0,
  version int not null default 1
);
create index saved_view_place on platform.saved_view (place, person_id);

-- Keeps `xid` at the transaction that wrote the row last, for the change feed of the mirror.
create function platform.touch_xid() returns trigger language plpgsql as $$
begin
  new.xid := pg_current_xact_id();
  return new;
end $$;
create trigger person_touch_xid before update on platform.person for each row execute function platform.touch_xid();

create view platform.pub_person as
  select id, code, name, division_id, status, xid from platform.person;
