// One border to drag: the value in force stays as a tick behind the tried one.

import { Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import css from './what-if.module.css';

export interface BorderSliderProps {
  readonly label: string;
  readonly value: number;
  readonly inForce: number;
  readonly min: number;
  readonly max: number;
  /** Called when the hand lets go. */
  readonly onChange: (value: number) => void;
  readonly isDisabled?: boolean;
}

export function BorderSlider({
  label,
  value,
  inForce,
  min,
  max,
  onChange,
  isDisabled = false,
}: BorderSliderProps) {
  const { t, formats } = useTexts();
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  const place = ((inForce - min) / (max - min)) * 100;
  return (
    <div className={css.border}>
      <div className={css.line}>
        <span className="grow">{label}</span>
        <span className="number medium">{formats.percent(shown / 100, Number.isInteger(shown) ? 0 : 1)}</span>
        {shown !== inForce && (
          <span className="number muted">{t('classes.what_if.was', { value: inForce })}</span>
        )}
      </div>
      <div className={css.track}>
        {shown !== inForce && place >= 0 && place <= 100 && (
          <span className={css.tick} style={{ left: `${place}%` }} aria-hidden="true" />
        )}
        <Slider
          value={shown}
          min={min}
          max={max}
          step={1}
          size={2}
          label={null}
          thumbLabel={label}
          disabled={isDisabled}
          onChange={setShown}
          onChangeEnd={onChange}
        />
      </div>
    </div>
  );
}
