// How PostgreSQL's types arrive: int8 as bigint, numeric and days as text, moments as Date. Set once, before the first connection.

import pg from 'pg';

const int8 = 20;
const date = 1082;
const timestamp = 1114;
const numeric = 1700;
const int8Array = 1016;
const dateArray = 1182;
const xid8 = 5069;

setParser(int8, (text) => BigInt(text));
setParser(xid8, (text) => BigInt(text));
setParser(date, (text) => text);
setParser(timestamp, (text) => text);
setParser(numeric, (text) => text);
setParser(int8Array, (text) => plainArray(text).map((part) => (part === null ? null : BigInt(part))));
setParser(dateArray, (text) => plainArray(text));

/** The library's type names only some of the numbers it takes. */
function setParser(typeId: number, parse: (text: string) => unknown): void {
  pg.types.setTypeParser(typeId as Parameters<typeof pg.types.setTypeParser>[0], parse);
}

/** An array literal of values without quotes or commas, such as '{1,NULL,3}'. */
function plainArray(text: string): (string | null)[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((part) => (part === 'NULL' ? null : part));
}

export { pg };
