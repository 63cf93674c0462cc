// Numbers of documents, which the mirror does not carry.

import type { Db } from '#platform/server/db/db.ts';
import { rows, sql } from '#platform/server/db/db.ts';

export async function findDocumentNumbers(
  db: Db,
  settlementIds: readonly number[],
): Promise<Map<number, string>> {
  const found = await rows(
    db,
    sql<{
      id: number;
      number: string;
    }>`select id, number from sales.pub_settlement where id = any(${[...new Set(settlementIds)]}::int[])`,
  );
  return new Map(found.map((row) => [row.id, row.number]));
}
