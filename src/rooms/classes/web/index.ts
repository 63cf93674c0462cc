// Front door of the screens of `classes` for the rooms that may use it.

export { CategoryMark } from './marks/category-mark.tsx';
export { ClassMark } from './marks/class-mark.tsx';
export { CalculationNote } from './parts/calculation-note.tsx';
export { ChoiceList } from './parts/choice.tsx';
export { PeriodChip } from './parts/period-chip.tsx';
export { AsOfChip } from './parts/as-of-chip.tsx';
export { comparedPeriod } from './parts/periods.ts';
export { readDay, useClassState, type ClassState } from './parts/use-question.ts';
export { customerAddress } from './parts/customer-lines.tsx';
export { NineCells } from './table/nine-cells.tsx';
export { writeCell } from './table/cell-address.ts';
export { balanceOf } from './life-cycle/balance.ts';
export { FlowLegend, FlowPicture } from './flows/flow-picture.tsx';
