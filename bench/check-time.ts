import { homelab } from './estates';
import { median } from './measure';

/** Prints how long it takes to check an estate of so many hosts, in milliseconds; a process of its own, whose memory nothing else fills. */
const [, , hosts, folder, runs, before] = process.argv;
const app = homelab(Number(hosts), folder!);
console.log(median(() => app.check(), Number(runs), Number(before)));
