// What younger rooms put into the customer card: they register panels at start, the card knows none of them (house.md, section 3).

import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { Need } from '#platform/web/lib/session.ts';

export interface CardPanelProps {
  /** Id of the customer, such as 'cus_42'. */
  readonly customerId: string;
}

export interface CardPanel {
  readonly key: string;
  /** Key figures above, sections below them, or the right column. */
  readonly place: 'figures' | 'main' | 'aside';
  readonly order: number;
  readonly need: Need;
  readonly Panel: LazyExoticComponent<ComponentType<CardPanelProps>>;
}

const panels: CardPanel[] = [];

/** Called by a room's web module. The panel is a file of its own, fetched with the first card. */
export function registerCardPanel(
  panel: Omit<CardPanel, 'Panel'>,
  load: () => Promise<{ readonly Panel: ComponentType<CardPanelProps> }>,
): void {
  panels.push({ ...panel, Panel: lazy(async () => ({ default: (await load()).Panel })) });
}

export function cardPanelsOf(place: CardPanel['place']): readonly CardPanel[] {
  return panels.filter((panel) => panel.place === place).toSorted((left, right) => left.order - right.order);
}
