import { useState } from 'react';

export interface Rail {
  readonly isRail: boolean;
  readonly toggle: () => void;
}

const key = 'klientela-rail';

/** Whether the side bar is folded to a rail: the person's own choice on this machine. */
export function useRail(): Rail {
  const [isRail, setRail] = useState(() => localStorage.getItem(key) === 'yes');
  const toggle = () => {
    localStorage.setItem(key, isRail ? 'no' : 'yes');
    setRail(!isRail);
  };
  return { isRail, toggle };
}
