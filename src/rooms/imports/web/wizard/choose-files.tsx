import { IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { Button } from '#platform/web/ui/button.tsx';
import type { ButtonKind } from '#platform/web/ui/button.tsx';

/** The button that opens the system's file dialog. */
export function ChooseFiles({
  kind,
  label,
  isBusy = false,
  onFiles,
}: {
  readonly kind?: ButtonKind;
  readonly label: string;
  readonly isBusy?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".csv,.txt,.tsv,.xlsx,.gz,.json"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button kind={kind ?? 'plain'} icon={IconUpload} busy={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
