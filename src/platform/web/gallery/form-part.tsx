import { Checkbox, NumberInput, PasswordInput, Select, TextInput, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { day } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { FormPage } from '../ui/pages.tsx';
import { LineList, Section } from '../ui/record.tsx';
import { Steps } from '../ui/steps.tsx';
import { useSamples } from './samples.ts';

/** A step of a wizard: fields at the left, what follows from them at the right, a fixed foot. */
export function FormPart() {
  const samples = useSamples();
  const { fields } = samples;
  const [on, setOn] = useState<Day | null>(day('2026-11-24'));
  return (
    <FormPage
      title={samples.formTitle}
      note={samples.fileNote}
      actions={
        <Button kind="quiet" icon={IconX}>
          {samples.back}
        </Button>
      }
      steps={<Steps steps={samples.steps} current={1} label={samples.formTitle} />}
      aside={
        <Section title={samples.read} isAside>
          <LineList
            lines={samples.readLines.map(([title, value]) => ({
              key: title ?? '',
              title: <span className="soft">{title}</span>,
              value,
            }))}
          />
        </Section>
      }
      foot={
        <>
          <Button>{samples.back}</Button>
          <span className="muted small desk">{samples.undo}</span>
          <span className="grow" />
          <Button kind="filled" type="submit">
            {samples.go}
          </Button>
        </>
      }
      onSubmit={() => undefined}
    >
      <TextInput label={fields.name} description={fields.nameHint} defaultValue={samples.names[1]} />
      <TextInput label={fields.mail} defaultValue="info@volgatorg.example" error={fields.wrong} />
      <PasswordInput label={fields.password} defaultValue="secret" />
      <DateField label={fields.day} value={on} onChange={setOn} today={day('2026-11-19')} />
      <Select label={fields.role} data={fields.roles} defaultValue={fields.roles[0] ?? null} />
      <NumberInput label={fields.amount} defaultValue={12_500} thousandSeparator="&#8201;" />
      <Textarea label={fields.note} rows={3} />
      <Checkbox label={fields.agree} defaultChecked />
    </FormPage>
  );
}
