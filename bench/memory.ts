import { estate } from './estates';

/** Synthesizes 10,000 objects and prints the peak memory of the process, in KiB. */
estate(1, 10_000, process.argv[2]!).synth();
console.log(process.resourceUsage().maxRSS);
