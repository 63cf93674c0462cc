-- Files in: runs with their counts, saved mappings, and the staging of employees. Rooms stage their own kinds of rows in their own schemas.

create table imports.run (
  id int generated always as identity primary key,
  kind text not null check (length(kind) between 1 and 60),
  source text not null default 'file' check (length(source) between 1 and 100),
  -- names of the files, for people
  title text not null check (length(title) between 1 and 400),
  mapping jsonb not null,
  -- where each file of the mapping lies: { name: { path } } of the command line or { name: { fileId } } of the wizard
  files jsonb not null,
  options jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'publishing', 'published', 'failed', 'cancelled', 'undone')),
  counts jsonb,
  error jsonb,
  -- the file of rejected rows among the platform's files
  rejects_file_id int references platform.file (id),
  person_id int,
  job_id int,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  undone_at timestamptz,
  undone_by int
);
create index run_created on imports.run (created_at desc, id desc);

create table imports.mapping (
  id int generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null,
  -- the columns of the files, so that the next file of the same shape finds it
  shape text not null,
  mapping jsonb not null,
  person_id int,
  used_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  version int not null default 1
);
create index mapping_shape on imports.mapping (shape, used_at desc);
create unique index mapping_name on imports.mapping (lower(name));

create unlogged table imports.staged_employee (
  row_no int not null, employee_code text, employee_name text, employee_email text, division_name text, problem text, problem_column text
);

-- The application may not truncate or analyse tables that it does not own; these two it may.
create function imports.clear_staging() returns void language sql security definer set search_path = '' as $$
  truncate imports.staged_employee $$;
create function imports.analyze_staging() returns void language plpgsql security definer set search_path = '' as $$
begin analyze imports.staged_employee; end $$;
