import { Textarea, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import { requestRaw } from '../lib/client.ts';
import type { RawReply } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ErrorState, Note } from '../ui/states.tsx';
import { addressToCall } from './api-document.ts';
import type { Operation } from './api-document.ts';
import css from './parts.module.css';
import { useSubmit } from './use-submit.ts';

/** One endpoint: its parameters as fields, its body as JSON, and what the server answers to the letter. */
export function ApiPanel({
  operation,
  onClose,
}: {
  readonly operation: Operation;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(operation.example);
  const [reply, setReply] = useState<RawReply>();
  const call = useCallback(
    async () => setReply(await requestRaw(operation.method, addressToCall(operation, values), body)),
    [operation, values, body],
  );
  const { submit, isBusy, error } = useSubmit(call);
  const isBroken = body !== undefined && !isJson(body);
  return (
    <Drawer title={operation.key} label={operation.key} onClose={onClose}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBroken) void submit();
        }}
      >
        <p className="soft">{operation.summary}</p>
        {operation.method !== 'GET' && <Note>{t('platform.api.real')}</Note>}
        {operation.parameters.map(({ name, required }) => (
          <TextInput
            key={name}
            label={name}
            required={required}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
        {body !== undefined && (
          <Textarea
            label={t('platform.api.body')}
            autosize
            minRows={4}
            maxRows={16}
            value={body}
            error={isBroken && t('platform.api.bad_json')}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        )}
        <div className={css.row}>
          <Button kind="filled" type="submit" busy={isBusy}>
            {t('platform.api.send')}
          </Button>
        </div>
      </form>
      {error !== undefined && <ErrorState error={error} />}
      {reply && <Answer reply={reply} />}
    </Drawer>
  );
}

function Answer({ reply }: { readonly reply: RawReply }) {
  const { t } = useTexts();
  return (
    <section className={css.stack} aria-live="polite">
      <h3>
        {t('platform.api.answer')}{' '}
        <span className="muted">
          {t('platform.api.answer_line', { status: reply.status, ms: reply.milliseconds })}
        </span>
      </h3>
      <pre className={css.answer} tabIndex={0}>
        {isJson(reply.text) ? JSON.stringify(JSON.parse(reply.text), null, 2) : reply.text}
      </pre>
    </section>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
