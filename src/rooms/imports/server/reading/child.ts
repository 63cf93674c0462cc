// The process that reads foreign files: no database, little memory, ended by its parent when it takes too long. COPY text goes to stdout, messages to the parent.

import { ReadProblem } from '../readers/limits.ts';
import { openTable } from '../readers/table.ts';
import { stageRows } from './stage-rows.ts';
import type { Outlet } from './stage-rows.ts';
import type { Message, Task } from './task.ts';

const outlet: Outlet = {
  write: (text) =>
    new Promise((resolve, reject) => {
      if (text === '') resolve();
      else process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
  send: (message: Message) =>
    new Promise((resolve, reject) => {
      if (!process.send) reject(new Error('the reading process has no parent'));
      else process.send(message, (error: Error | null) => (error ? reject(error) : resolve()));
    }),
};

async function perform(task: Task): Promise<void> {
  try {
    if (task.action === 'stage') return await stageRows(task, outlet);
    const { format, encoding, delimiter, sheets, look, sample } = await openTable(task.path, task.told);
    await outlet.send({
      type: 'looked',
      look: {
        ...look,
        format,
        encoding,
        delimiter,
        sheets,
        sample: sample.map((row) => ({
          line: row.line,
          cells: row.cells.slice(0, 200).map((cell) => cell.slice(0, 300)),
        })),
      },
    });
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error;
    await outlet.send({ type: 'refused', code: error.code, data: error.data });
  }
}

const orphaned = (): void => process.exit(1);
process.on('disconnect', orphaned);
process.once('message', (task: Task) => {
  perform(task).then(
    () => {
      process.off('disconnect', orphaned);
      process.disconnect();
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
