// Choices of the company: currency, time zone, language, by the names that the browser knows.

import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Language } from '#platform/shared/texts.ts';
import { useTexts } from '../lib/texts.tsx';

const common = ['RUB', 'BYN', 'KZT', 'UZS', 'AMD', 'EUR', 'USD', 'GBP', 'CNY', 'TRY'];

interface ChoiceProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function CurrencySelect({ value, onChange }: ChoiceProps<string>) {
  const { t, language } = useTexts();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' });
    const codes = [...common, ...Intl.supportedValuesOf('currency').filter((code) => !common.includes(code))];
    return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [language]);
  return (
    <Select
      label={t('platform.company.currency')}
      data={data}
      value={value}
      searchable
      allowDeselect={false}
      limit={100}
      onChange={(code) => onChange(code ?? value)}
    />
  );
}

export function TimeZoneSelect({ value, onChange }: ChoiceProps<string>) {
  const { t } = useTexts();
  const data = useMemo(() => [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [value]);
  return (
    <Select
      label={t('platform.company.time_zone')}
      description={t('platform.company.time_zone_hint')}
      data={data}
      value={value}
      searchable
      allowDeselect={false}
      limit={100}
      onChange={(zone) => onChange(zone ?? value)}
    />
  );
}

export function LanguageSelect({
  value,
  onChange,
  label,
}: ChoiceProps<Language> & { readonly label?: string }) {
  const { t } = useTexts();
  return (
    <Select
      label={label ?? t('platform.company.language')}
      data={[
        { value: 'ru', label: 'Русский' },
        { value: 'en', label: 'English' },
      ]}
      value={value}
      allowDeselect={false}
      onChange={(language) => onChange(language === 'en' ? 'en' : 'ru')}
    />
  );
}
