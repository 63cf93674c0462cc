// One short life of the whole program, for checks that watch it from outside: start, be looked at, stop.

import { request } from 'node:http';
import { startServer } from '#app/server.ts';

const [dataFolder = ''] = process.argv.slice(2);
const running = await startServer({ dataFolder, port: 0 });
const port = Number(new URL(running.address).port);
for (const path of ['/live', '/ready', '/', '/api/session', '/api/openapi.json', '/metrics']) {
  const status = await look(path);
  if (status === 0 || status >= 500) throw new Error(`${path} answered ${status}`);
}
await running.stop();
console.log('lived');
process.exit(0);

function look(path: string): Promise<number> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    })
      .on('error', () => resolve(0))
      .end();
  });
}
