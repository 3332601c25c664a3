import { useState } from 'react';

interface Chosen {
  key: string;
  hidden?: boolean;
}

export interface ColumnChoiceState<C extends Chosen> {
  shown: C[];
  isShown(key: string): boolean;
  toggle(key: string): void;
}

function stored(name: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(`columns:${name}`) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}

/** Which columns of a table are shown, remembered in this browser. The first column always is. */
export function useColumnChoice<C extends Chosen>(name: string, columns: readonly C[]): ColumnChoiceState<C> {
  const [choices, setChoices] = useState(() => stored(name));
  const isColumnShown = (column: Chosen, index: number) => index === 0 || (choices[column.key] ?? !column.hidden);
  const isShown = (key: string) => columns.some((column, index) => column.key === key && isColumnShown(column, index));
  return {
    shown: columns.filter(isColumnShown),
    isShown,
    toggle(key) {
      const next = { ...choices, [key]: !isShown(key) };
      setChoices(next);
      try {
        localStorage.setItem(`columns:${name}`, JSON.stringify(next));
      } catch {
        // a full or forbidden store only means that the choice is not remembered
      }
    },
  };
}
