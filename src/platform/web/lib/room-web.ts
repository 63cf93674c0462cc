// What a room brings to the web application, as data.

import type { ComponentType } from 'react';
import type { IconComponent } from '../ui/icon.tsx';
import type { Need } from './session.ts';
import type { TextKey } from './texts.tsx';

export type NavigationGroup = 'top' | 'customers' | 'sales' | 'analysis' | 'service' | 'company';

export interface RoomPage {
  /** Router path with `$name` parameters: '/customers/$id'. */
  readonly path: string;
  /** A code-split file that exports its component as `Page`. */
  readonly page: () => Promise<{ readonly Page: ComponentType }>;
  /** Title of the browser's tab. */
  readonly title?: TextKey;
  readonly need?: Need;
  /** `bare` pages stand without side bar and need nobody signed in (sign-in, public pages). */
  readonly frame?: 'shell' | 'bare';
}

export interface NavigationEntry {
  readonly group: NavigationGroup;
  readonly label: TextKey;
  readonly icon: IconComponent;
  readonly to: string;
  readonly order: number;
  readonly need?: Need;
  /** Shown in the bar of a phone; the first four win. */
  readonly phone?: boolean;
}

/** An action as data: the same one feeds the button, the row menu, the bulk bar and the command palette. */
export interface ActionEntry {
  readonly id: string;
  readonly label: TextKey;
  readonly icon?: IconComponent;
  /** As printed and pressed: 'n', 'ctrl+enter', 'g c'. */
  readonly shortcut?: string;
  readonly need?: Need;
  readonly to?: string;
  readonly perform?: () => void;
}

/** A found record for the palette. */
export interface FoundRecord {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly to: string;
}

export interface RoomWeb {
  readonly room: string;
  readonly pages: readonly RoomPage[];
  readonly navigation: readonly NavigationEntry[];
  readonly actions: readonly ActionEntry[];
  /** Something that listens on every page, such as for dropped files. */
  readonly everywhere?: {
    readonly need?: Need;
    readonly load: () => Promise<{ readonly Everywhere: ComponentType }>;
  };
  /** Records for the command palette. */
  readonly find?: (text: string, signal: AbortSignal) => Promise<readonly FoundRecord[]>;
}
