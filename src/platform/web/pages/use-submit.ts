import { useCallback, useState } from 'react';

export interface Submit<Input> {
  readonly submit: (input: Input) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

/** Sends a form: busy while it is on its way, the refusal stays until the next try. Answers whether it went through. */
export function useSubmit<Input = void>(work: (input: Input) => Promise<void>): Submit<Input> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = useCallback(
    async (input: Input) => {
      setBusy(true);
      setError(undefined);
      try {
        await work(input);
        return true;
      } catch (caught) {
        setError(caught);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [work],
  );
  return { submit, isBusy, error, clear: useCallback(() => setError(undefined), []) };
}
