// The background job of an import that the wizard started.

import type { JobHandler } from '#platform/server/jobs/jobs.ts';
import { performImport } from './perform.ts';

/** Payload { importId }; the result is the counts of the run. */
export const importJob: JobHandler = async (job) => {
  const { counts } = await performImport(job, Number(job.payload['importId']));
  return { importId: Number(job.payload['importId']), ...counts };
};
