import { plainKernel, type Kernel, type Order } from './kernel.ts';
import { MOST_PAGES } from './assemble.ts';
import { SCRATCH_BYTES, wasmKernel } from './wasm.ts';
import { Memory, type SharedMemory } from './webassembly.ts';

/**
 * Memory that the threads of a team share, in pieces. It is one WebAssembly memory, on which the fast kernel runs;
 * pieces that it has no room for, after 4 GiB, are buffers of their own, on which only the plain kernel can work.
 */
export class Arena {
  private readonly memory = new Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  private used = 64;
  private isFull = false;
  private readonly scratches: Uint8Array[] = [];

  constructor(teamSize: number) {
    for (let rank = 0; rank < teamSize; rank++) this.scratches.push(this.bytes(SCRATCH_BYTES));
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(...this.piece(length, length));
  }

  words(length: number): Uint32Array {
    return new Uint32Array(...this.piece(length * 4, length));
  }

  integers(length: number): Int32Array {
    return new Int32Array(...this.piece(length * 4, length));
  }

  floats(length: number): Float64Array {
    return new Float64Array(...this.piece(length * 8, length));
  }

  order(rowCount: number): Order {
    return { rows: this.words(rowCount), pairs: this.integers(2 * rowCount) };
  }

  /** Returns what a thread needs to work on the arrays of this arena. */
  kernelPlan(): KernelPlan {
    return { memory: this.isFull ? undefined : this.memory, scratches: this.scratches };
  }

  private piece(bytes: number, length: number): [buffer: SharedArrayBuffer, offset: number, length: number] {
    const offset = this.used;
    const end = Math.ceil((offset + bytes) / 64) * 64;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / 65536);
    if (missing > 0 && !this.grow(missing)) return [new SharedArrayBuffer(bytes), 0, length];
    this.used = end;
    return [this.memory.buffer, offset, length];
  }

  private grow(pages: number): boolean {
    if (this.memory.buffer.byteLength / 65536 + pages >= MOST_PAGES) this.isFull = true;
    else this.memory.grow(pages);
    return !this.isFull;
  }
}

export interface KernelPlan {
  readonly memory: SharedMemory | undefined;
  readonly scratches: readonly Uint8Array[];
}

/** Returns the loops for one thread: the fast ones where all arrays lie in one memory. */
export function kernelFor({ memory, scratches }: KernelPlan, rank: number): Kernel {
  return memory ? wasmKernel(memory, scratches[rank] as Uint8Array) : plainKernel;
}
