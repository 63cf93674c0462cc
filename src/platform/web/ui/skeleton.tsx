import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import css from './skeleton.module.css';

/** A grey bar where words will stand. */
export function SkeletonBar({
  width = '60%',
  height = 8,
}: {
  readonly width?: string;
  readonly height?: number;
}) {
  return <span className={css.bar} style={{ width, height }} />;
}

/** Shows its children only after 300 ms, since a shorter wait needs no sign. */
export function AfterMoment({ children }: { readonly children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return isShown ? children : null;
}

/** Lines of text on their way. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className={css.text} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <SkeletonBar key={index} width={`${[92, 78, 85, 64][index % 4] ?? 80}%`} />
      ))}
    </div>
  );
}
