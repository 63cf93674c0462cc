// How PostgreSQL's types arrive: int8 as bigint, numeric and days as text, moments as Date. Set once, before the first connection.

import pg from 'pg';

const int8 = 20;
const date = 1082;
const timestamp = 1114;
const numeric = 1700;
const int8Array = 1016;
const dateArray = 1182;
const xid8 = 5069;

pg.types.setTypeParser(int8, (text) => BigInt(text));
pg.types.setTypeParser(xid8, (text) => BigInt(text));
pg.types.setTypeParser(date, (text) => text);
pg.types.setTypeParser(timestamp, (text) => text);
pg.types.setTypeParser(numeric, (text) => text);
pg.types.setTypeParser(int8Array, (text) => plainArray(text).map((part) => (part === null ? null : BigInt(part))));
pg.types.setTypeParser(dateArray, (text) => plainArray(text));

/** An array literal of values without quotes or commas, such as '{1,NULL,3}'. */
function plainArray(text: string): (string | null)[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((part) => (part === 'NULL' ? null : part));
}

export { pg };
