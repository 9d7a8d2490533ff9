import { setFlagsFromString } from 'node:v8';

/**
 * Sets the flags of V8. To be called when all that a step begins with is loaded: Node's own modules come from a cache
 * that V8 no longer takes after a change of flags, which costs 10 ms.
 */
export function setV8Flags(): void {
  // The parser of HTTP is WebAssembly. V8 compiles it again for speed after two requests, and a process ends only when
  // that is done: 30 ms. Enough for a thousand small files before that, and large ones hardly use the parser
  // (docs/performance.md).
  setFlagsFromString('--wasm-tiering-budget=1000000000');
}

/**
 * Stops the growth of V8's young generation, which otherwise reaches 48 MiB, with as much again reserved for the next
 * collection; large hostile manifests fill it, and the memory is returned late. Honest steps need it for their speed.
 */
export function stopYoungGrowth(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
