import { Checkbox, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { mappingOf } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { Counts } from './counts.tsx';
import type { Checking } from './use-check.ts';
import type { Order } from './use-order.ts';
import css from './aside.module.css';

/** What will happen, and the mapping for the next time. */
export function RecordsAside({
  draft,
  checking,
  order,
}: {
  readonly draft: Draft;
  readonly checking: Checking;
  readonly order: Order;
}) {
  const { t } = useTexts();
  return (
    <>
      <Counts checking={checking} />
      <Section title={t('imports.match.summary')} isAside>
        <p className="small soft">
          {t(draft.kind === 'settlements' ? 'imports.match.after' : 'imports.match.after_plain')}
        </p>
      </Section>
      <Section title={t('imports.match.mapping')} isAside>
        <div className={css.stack}>
          <Checkbox
            label={t('imports.match.remember')}
            description={t('imports.match.remember_hint')}
            checked={order.isRemembered}
            onChange={(event) => order.set({ isRemembered: event.currentTarget.checked })}
          />
          {order.isRemembered && (
            <TextInput
              label={t('imports.match.name')}
              value={order.name}
              maxLength={200}
              onChange={(event) => order.set({ name: event.currentTarget.value })}
            />
          )}
          <div>
            <Button kind="quiet" icon={IconDownload} onClick={() => downloadMapping(draft, order.name)}>
              {t('imports.match.download')}
            </Button>
            <p className="small muted">{t('imports.match.download_hint')}</p>
          </div>
        </div>
      </Section>
    </>
  );
}

/** The same file as the command line takes: it stands beside the data. */
function downloadMapping(draft: Draft, name: string): void {
  const text = `${JSON.stringify(mappingOf(draft), null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.trim() === '' ? 'mapping' : name.trim().replace(/[\\/:*?"<>|]+/g, '_')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
