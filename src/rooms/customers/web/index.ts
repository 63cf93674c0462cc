// The front door of the customers' screens: the panels that other rooms put into the card.

export { registerCardPanel } from './slots.ts';
export type { CardPanelProps } from './slots.ts';
