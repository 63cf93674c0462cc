import { Checkbox, Menu, Radio, Slider, Switch, Tooltip } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Section } from '../ui/record.tsx';
import { SegmentedControl } from '../ui/segmented.tsx';
import { useToast } from '../ui/toast.tsx';
import css from './gallery.module.css';
import { useSamples } from './samples.ts';

/** Buttons, choices, menus, the confirmation and the toast. */
export function ControlsPart() {
  const samples = useSamples();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PageHead title={samples.parts.controls} />
      <div className={css.page}>
        <Buttons />
        <Choices />
        <Section title={samples.confirm}>
          <div className={css.line}>
            <Button onClick={() => toast({ text: samples.toast, onUndo: () => undefined })}>
              {samples.toastButton}
            </Button>
            <Button onClick={() => setAsking(true)}>{samples.confirm}</Button>
            <Menu>
              <Menu.Target>
                <Button>{samples.assign}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {samples.staff.map((name) => (
                  <Menu.Item key={name}>{name}</Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
        </Section>
      </div>
      <Confirm
        isOpen={isAsking}
        title={samples.confirmTitle}
        action={samples.confirm}
        onConfirm={() => setAsking(false)}
        onClose={() => setAsking(false)}
      >
        {samples.confirmText}
      </Confirm>
    </>
  );
}

function Buttons() {
  const samples = useSamples();
  return (
    <Section title={samples.plain}>
      <div className={css.line}>
        <Button kind="filled" icon={IconPlus} shortcut="n">
          {samples.filled}
        </Button>
        <Button shortcut="ctrl+enter">{samples.plain}</Button>
        <Button kind="quiet" icon={IconDownload}>
          {samples.quiet}
        </Button>
        <Button kind="danger">{samples.delete}</Button>
        <Button busy>{samples.busy}</Button>
        <Button disabled>{samples.plain}</Button>
        <Button kind="filled" disabled>
          {samples.filled}
        </Button>
        <Tooltip label={samples.export}>
          <Button icon={IconDownload} aria-label={samples.export} />
        </Tooltip>
      </div>
    </Section>
  );
}

function Choices() {
  const samples = useSamples();
  const [segment, setSegment] = useState('0');
  return (
    <Section title={samples.fields.agree}>
      <div className={css.line}>
        <Checkbox label={samples.fields.agree} defaultChecked />
        <Checkbox label={samples.fields.agree} />
        <Checkbox label={samples.fields.agree} indeterminate readOnly />
        <Radio.Group defaultValue="0" aria-label={samples.fields.role}>
          <div className={css.line}>
            {samples.fields.roles.map((role, index) => (
              <Radio key={role} value={String(index)} label={role} />
            ))}
          </div>
        </Radio.Group>
        <Switch label={samples.fields.agree} defaultChecked />
      </div>
      <div className={css.line}>
        <SegmentedControl
          label={samples.reportTitle}
          value={segment}
          onChange={setSegment}
          options={samples.segment.map((label, index) => ({ value: String(index), label }))}
        />
        <div className={css.slider}>
          <Slider defaultValue={50} label={null} thumbLabel={samples.number} />
        </div>
      </div>
    </Section>
  );
}
