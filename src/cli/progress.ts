/** Between two lines of progress, ms. */
const EVERY_MS = 1_000;

/** Says on standard error how far something long has come, once a second at most; what is quick says nothing. */
export function progress(line: (count: number) => string): (count: number) => void {
  let toldAt = performance.now();
  return (count) => {
    if (performance.now() - toldAt < EVERY_MS) return;
    toldAt = performance.now();
    process.stderr.write(`${line(count)}\n`);
  };
}
