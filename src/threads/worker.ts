import { parentPort } from 'node:worker_threads';

/** What a thread is asked: a module whose function `answer` takes the data. */
export interface Question {
  readonly module: string;
  readonly data: unknown;
}

interface Answering {
  readonly answer: (data: unknown) => Promise<unknown>;
}

/** A thread that answers until it is ended. */
parentPort?.on('message', (question: Question) => void answered(question));

async function answered({ module, data }: Question): Promise<void> {
  const { answer } = (await import(module)) as Answering;
  parentPort?.postMessage(await answer(data));
}
