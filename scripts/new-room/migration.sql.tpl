-- The records of the __room__ room.

create table __room__.__noun__ (
  id int generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  xid xid8 not null default pg_current_xact_id()
);
create index __noun___name on __room__.__noun__ (name collate "ru-x-icu", id) where archived_at is null;
create trigger __noun___touch_xid before update on __room__.__noun__ for each row execute function platform.touch_xid();
