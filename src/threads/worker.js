// A thread of Node 20 does not take over the TypeScript loader of the process that starts it.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
