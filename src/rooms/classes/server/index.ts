// Front door of `classes`: definitions in force, and the questions that reports and cards ask of the mirror.

export { findDefaultAsOf } from './as-of.ts';
export { classesSql, rankedSql, type ClassRow } from './classes.sql.ts';
export { loadDefinitions, type VersionedDefinitions } from './definitions.ts';
export { countedLinesSql, countedSalesSql, historyStartSql } from './facts.sql.ts';
export { lifeSql, transitionsSql, type LifeScope } from './life.sql.ts';
export { saleLinesSql } from './sale-lines.sql.ts';
export { withWindow, type Definitions } from '../shared/definitions.ts';
