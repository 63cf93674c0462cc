import { useId } from 'react';
import type { ReactNode } from 'react';
import css from './form-field.module.css';

export interface FieldNames {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly hasError: boolean;
}

export interface FormFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** The control, given the id and description that belong to it. */
  readonly children: (names: FieldNames) => ReactNode;
}

/** Label above, control, hint or error below. Mantine's own inputs take `label`, `description` and `error` and need no wrapping. */
export function FormField({ label, hint, error, children }: FormFieldProps) {
  const id = useId();
  const below = error ?? hint;
  const describedBy = below === undefined ? undefined : `${id}-below`;
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy, hasError: error !== undefined })}
      {below !== undefined && (
        <p id={describedBy} className={error === undefined ? css.hint : css.error}>
          {below}
        </p>
      )}
    </div>
  );
}
