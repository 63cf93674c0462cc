import { defineConfig } from 'vitest/config';

const room = ['src/**/*.room.test.ts', 'tests/**/*.room.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: room,
        },
      },
      {
        test: {
          name: 'room',
          include: room,
          globalSetup: ['src/app/testing-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['e2e/**/*.test.ts', 'e2e/**/*.journey.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
