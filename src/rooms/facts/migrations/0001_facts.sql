-- The identity of this database's content. A restore gives it a new epoch, so that no mirror of another past is believed.

create table facts.identity (
  id smallint primary key default 1 check (id = 1),
  epoch uuid not null default gen_random_uuid()
);
insert into facts.identity default values;
comment on table facts.identity is 'not in backups';
