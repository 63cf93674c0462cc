// The English words of the platform and of every room: one lazy file.

import type { Catalogue } from '#platform/shared/texts.ts';
import pages from '#platform/web/pages/texts.en.json';
import platform from '#platform/web/texts.en.json';

const rooms = import.meta.glob<Catalogue>('../../rooms/*/web/texts.en.json', {
  eager: true,
  import: 'default',
});

export const catalogue: Catalogue = Object.assign({}, platform, pages, ...Object.values(rooms));
