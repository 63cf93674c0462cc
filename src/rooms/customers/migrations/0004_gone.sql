-- Customers that are no more, for the mirror's change feed.
create table customers.customer_gone (
  customer_id int not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (customer_id, xid)
);
create index customer_gone_xid on customers.customer_gone (xid);

create function customers.note_gone() returns trigger language plpgsql as $$
begin
  insert into customers.customer_gone (customer_id) select id from removed;
  return null;
end $$;
create trigger customer_note_gone after delete on customers.customer
  referencing old table as removed for each statement execute function customers.note_gone();

create view customers.pub_customer_gone as
  select customer_id, xid from customers.customer_gone;

-- Null while the history does not reach back over the whole earlier window: there is nothing to compare with.
alter table customers.badge alter column turnover_before_minor drop not null, alter column turnover_before_minor drop default;
