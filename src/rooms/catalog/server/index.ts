// The front door of the catalog: what other rooms may use, nothing deeper.

export {
  createMissingProducts,
  deleteProducts,
  matchProducts,
  productKey,
  undoProducts,
} from './import-matching.ts';
