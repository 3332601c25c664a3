import { useEffect, useState } from 'react';

/** Counts up every so many milliseconds, while the page is looked at. */
export function useTicks(milliseconds: number): number {
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setTicks((count) => count + 1);
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return ticks;
}
