import { dayInZone, parseDay } from '#platform/shared/days.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { DateField } from '#platform/web/ui/date-field.tsx';

export interface DayInputProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly error?: string | undefined;
}

/** A day as this room's forms keep it: text or nothing; today is the company's. */
export function DayInput({ label, value, onChange, error }: DayInputProps) {
  const { timeZone } = useSession().company;
  return (
    <DateField
      label={label}
      value={(value === null ? undefined : parseDay(value)) ?? null}
      onChange={onChange}
      today={dayInZone(new Date(), timeZone)}
      error={error}
    />
  );
}
