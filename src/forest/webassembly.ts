/** A memory of WebAssembly that threads share. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** What the learner uses of WebAssembly; the types of Node 20 do not describe it. */
export const { Memory, Module, Instance } = (
  globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }
).WebAssembly;
