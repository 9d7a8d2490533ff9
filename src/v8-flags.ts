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
 * Lets the memory for young objects grow no more. It grows to 48 MiB otherwise, as much again is kept for the next
 * collection, and what hostile manifests fill it with is given back late. Honest steps need it for their speed.
 */
export function stopYoungGrowth(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
