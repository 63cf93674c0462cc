import { useTexts } from '#platform/web/lib/texts.tsx';
import { Tabs } from '#platform/web/ui/tabs.tsx';

export function CatalogTabs({ current }: { readonly current: 'products' | 'directions' }) {
  const { t } = useTexts();
  return (
    <Tabs
      label={t('catalog.title')}
      current={current}
      tabs={[
        { key: 'products', label: t('catalog.products'), to: '/products' },
        { key: 'directions', label: t('catalog.directions'), to: '/products/directions' },
      ]}
    />
  );
}
