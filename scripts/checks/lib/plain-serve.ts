// The program as checks start it: without building the web application, stopped by SIGTERM as `serve` is.

import { startServer } from '#app/server.ts';

const [dataFolder = '', port = '0'] = process.argv.slice(2);
const stopAsked = new Promise<void>((resolve) => process.on('SIGTERM', () => resolve()));
const running = await startServer({ dataFolder, port: Number(port) });
await stopAsked;
await running.stop();
process.exit(0);
