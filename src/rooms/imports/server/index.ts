// The front door of `imports`: the slot for kinds of rows, and imports started from elsewhere.

export { findImportKind, listImportKinds, registerImportKind } from './kind.ts';
export type { Difference, ImportKind, Published, PublishCounts, PublishRun, UndoBlocker } from './kind.ts';
export { listStagedProblems } from './staged-problems.ts';
export { performImport } from './perform.ts';
export type { Driver, Performed } from './perform.ts';
export { insertRun } from './runs.queries.ts';
export type { ImportCounts } from './runs.queries.ts';
export { rejectsCsv } from './rejects.ts';
export { refuse } from './errors.ts';
export { importsRoom } from './room.ts';
export { checkMapping, orderImport, startImport, undoImport } from './imports.ts';
