// Loaded into each timed node process: says at its end how much memory it held at most.
process.on('exit', () => {
  if (process.env.BENCH_PEAK) require('node:fs').writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS));
});
