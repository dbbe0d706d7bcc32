/** Progress is shown, not counted: each report that crosses threads costs both of them time. */
const EVERY_MS = 100;

/** Passes a report on when the last one was long enough ago; what comes between is dropped. */
export function seldom<T>(
  report: (value: T) => void,
  now: () => number = () => performance.now(),
): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    if (now() - last < EVERY_MS) return;
    last = now();
    report(value);
  };
}
