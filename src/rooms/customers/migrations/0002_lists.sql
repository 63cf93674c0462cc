-- What lists sort by, so that a page is read from an index and never sorted (issue 2, section 5): every order ends in the id,
-- both in one direction, so that keyset paging is one row comparison.

create function customers.category_rank(category text) returns smallint
language sql immutable parallel safe return
  (case category when 'potential' then 0 when 'new' then 1 when 'regular' then 2 when 'recovered' then 3 else 4 end)::smallint;

create function customers.class_rank(abc text, xyz text) returns smallint
language sql immutable parallel safe return
  ((case abc when 'A' then 0 when 'B' then 1 when 'C' then 2 else 3 end) * 4
   + (case xyz when 'X' then 0 when 'Y' then 1 when 'Z' then 2 else 3 end))::smallint;

drop index customers.badge_turnover;
drop index customers.badge_last_settlement;
drop index customers.badge_category;
drop index customers.badge_abc;
create index badge_turnover on customers.badge (turnover_minor, customer_id);
create index badge_last_settlement on customers.badge (coalesce(last_settlement_on, '0001-01-01'::date), customer_id);
create index badge_category_rank on customers.badge (customers.category_rank(category), customer_id);
create index badge_class_rank on customers.badge (customers.class_rank(abc, xyz), customer_id);
create index badge_category on customers.badge (category, turnover_minor, customer_id);
create index badge_class on customers.badge (abc, xyz, turnover_minor, customer_id);
drop index customers.customer_created;
create index customer_created on customers.customer (created_at, id) where merged_into_id is null and state = 'active';

-- Every customer has its badge from birth, so that lists join it and never miss one.
create function customers.add_badges() returns trigger language plpgsql as $$
begin
  insert into customers.badge (customer_id) select id from added on conflict do nothing;
  return null;
end $$;
create trigger customer_add_badges after insert on customers.customer
  referencing new table as added for each statement execute function customers.add_badges();
insert into customers.badge (customer_id) select id from customers.customer on conflict do nothing;

-- Customers whose words resemble the text; for when nothing holds it letter by letter. Best first.
create function customers.similar_customers(wanted text, most int) returns setof int
language sql stable parallel safe set pg_trgm.word_similarity_threshold = 0.45 as $$
  select id from customers.customer where search_text %> wanted order by word_similarity(wanted, search_text) desc, id limit most
$$;

-- Consents to the processing of personal data: basis, version of the text, dates (CL-7).
create table customers.consent (
  customer_id int not null references customers.customer (id),
  id int generated always as identity,
  contact_person_id int,
  basis text not null check (basis in ('contract', 'consent', 'law', 'legitimate_interest')),
  purpose text not null check (length(purpose) between 1 and 300),
  text_version text check (length(text_version) <= 100),
  given_on date not null,
  withdrawn_on date check (withdrawn_on >= given_on),
  version int not null default 1,
  primary key (customer_id, id)
);

-- What a merge did, so that it can be taken back: the fields that the winner got and the customers that pointed to the loser.
create table customers.merge (
  id int generated always as identity primary key,
  winner_id int not null references customers.customer (id),
  loser_id int not null references customers.customer (id) check (loser_id <> winner_id),
  filled jsonb not null,
  repointed int[] not null,
  merged_at timestamptz not null default now(),
  merged_by int,
  undone_at timestamptz,
  undone_by int
);
create index merge_winner on customers.merge (winner_id) where undone_at is null;
create unique index merge_loser on customers.merge (loser_id) where undone_at is null;

-- A contact person known by mail or phone says to whom a new enquiry belongs (CL-6).
create index contact_person_email on customers.contact_person (lower(email)) where email is not null;
create index contact_person_phone on customers.contact_person (phone) where phone is not null;
