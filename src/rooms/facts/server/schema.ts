// Tables of the mirror and the views that questions read. The mirror is a cache: a new `schemaVersion` makes it anew.

export const schemaVersion = '7';

export interface MirrorTable {
  readonly name: string;
  /** Column name and DuckDB type, in the order of the COPY. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  /** No text from outside in it: PostgreSQL's plain form is cheaper on both sides than csv. */
  readonly isPlain?: boolean;
}

export const settlementTable: MirrorTable = {
  name: 'settlement',
  isPlain: true,
  columns: [
    ['customer_id', 'INTEGER'],
    ['id', 'INTEGER'],
    ['day', 'DATE'],
    ['kind', 'VARCHAR'],
    ['employee_id', 'INTEGER'],
    ['amount_minor', 'BIGINT'],
    ['document_key', 'BIGINT'],
  ],
};

export const lineTable: MirrorTable = {
  name: 'line',
  isPlain: true,
  columns: [
    ['settlement_id', 'INTEGER'],
    ['product_id', 'INTEGER'],
    ['quantity', 'DECIMAL(18,6)'],
    ['amount_minor', 'BIGINT'],
  ],
};

export const customerTable: MirrorTable = {
  name: 'customer',
  columns: [
    ['id', 'INTEGER'],
    ['code', 'VARCHAR'],
    ['name', 'VARCHAR'],
    ['resolved_id', 'INTEGER'],
    ['responsible_id', 'INTEGER'],
    ['first_contact_on', 'DATE'],
    ['state', 'VARCHAR'],
  ],
};

export const responsibleTable: MirrorTable = {
  name: 'responsible',
  columns: [
    ['customer_id', 'INTEGER'],
    ['person_id', 'INTEGER'],
    ['from_on', 'DATE'],
    ['until_on', 'DATE'],
  ],
};

/** Small tables that are read whole when anything in them changed. */
export const smallTables: readonly MirrorTable[] = [
  {
    name: 'direction',
    columns: [
      ['id', 'INTEGER'],
      ['code', 'VARCHAR'],
      ['name', 'VARCHAR'],
      ['by_contract', 'BOOLEAN'],
      ['window_months', 'INTEGER'],
    ],
  },
  {
    name: 'product',
    columns: [
      ['id', 'INTEGER'],
      ['code', 'VARCHAR'],
      ['name', 'VARCHAR'],
      ['direction_id', 'INTEGER'],
    ],
  },
  {
    name: 'person',
    columns: [
      ['id', 'INTEGER'],
      ['code', 'VARCHAR'],
      ['name', 'VARCHAR'],
      ['division_id', 'INTEGER'],
    ],
  },
];

export const allTables: readonly MirrorTable[] = [
  settlementTable,
  lineTable,
  customerTable,
  responsibleTable,
  ...smallTables,
];

export function createTableSql(table: MirrorTable, name = table.name): string {
  return `create or replace table ${name} (${table.columns.map(([column, type]) => `${column} ${type}`).join(', ')})`;
}

/** Reading a COPY file: in csv an unquoted empty field is null, in the plain form \N. */
export function readCsvSql(table: MirrorTable, file: string): string {
  const columns = table.columns.map(([column, type]) => `'${column}': '${type}'`).join(', ');
  const form = table.isPlain
    ? `delim = '\t', quote = '', escape = '', nullstr = '\\N'`
    : `delim = ',', quote = '"', escape = '"', nullstr = ''`;
  return `read_csv('${file.replaceAll("'", "''")}', header = false, ${form}, auto_detect = false, strict_mode = true, columns = {${columns}})`;
}

export const stateSql = 'create table if not exists mirror_state (key varchar primary key, value varchar)';

/** Losers of merges. A table of its own, so that the planner knows how few they are. */
export const mergedSql =
  'create or replace table merged as select id, resolved_id from customer where resolved_id <> id';

/**
 * Views with merges resolved. `pub_sale` is a settlement, `pub_sale_line` a line of one; returns lower the turnover whatever
 * sign their source wrote. `pub_customer` holds the winners only.
 */
export const viewsSql: readonly string[] = [
  `create or replace view pub_customer as
     select id, code, name, responsible_id, first_contact_on, state from customer where resolved_id = id`,
  // Who was responsible when. A customer without a written history has had his manager from the beginning.
  `create or replace view pub_responsible as
     select customer_id, person_id, from_on, until_on from responsible
     union all
     select id, responsible_id, date '0001-01-01', null from customer
      where responsible_id is not null and id not in (select customer_id from responsible)`,
  `create or replace view pub_sale as
     select coalesce(merged.resolved_id, settlement.customer_id) as customer_id, settlement.id, settlement.day, settlement.kind,
            settlement.employee_id, settlement.document_key,
            case when settlement.kind = 'r' then -abs(settlement.amount_minor) else settlement.amount_minor end as amount_minor
       from settlement left join merged on merged.id = settlement.customer_id`,
  `create or replace view pub_sale_line as
     select coalesce(merged.resolved_id, settlement.customer_id) as customer_id, settlement.id as settlement_id, settlement.day,
            settlement.kind, settlement.employee_id, settlement.document_key, settlement.amount_minor as settlement_minor, line.product_id, product.direction_id,
            case when settlement.kind = 'r' and settlement.amount_minor > 0 then -line.quantity else line.quantity end as quantity,
            case when settlement.kind = 'r' and settlement.amount_minor > 0 then -line.amount_minor else line.amount_minor end as amount_minor
       from line
       join settlement on settlement.id = line.settlement_id
       left join product on product.id = line.product_id
       left join merged on merged.id = settlement.customer_id`,
];
