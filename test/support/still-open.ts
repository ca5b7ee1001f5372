const PATIENCE_MS = 15_000;

/** What a failed test leaves open would keep mocha waiting for ever: it is named, and the run ends. */
export const mochaHooks = {
  afterAll() {
    const end = setTimeout(() => {
      console.error(`Still open ${PATIENCE_MS} ms after the last test: ${process.getActiveResourcesInfo().join(', ')}`);
      process.exit(process.exitCode || 1);
    }, PATIENCE_MS);
    end.unref();
  },
};
