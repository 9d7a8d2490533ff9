import { setFlagsFromString } from 'node:v8';

// The parser of HTTP is WebAssembly. V8 compiles it again for speed after two requests, and a process ends only when
// that is done: 30 ms. Enough for a thousand small files before that, and large ones hardly use the parser
// (docs/performance.md).
setFlagsFromString('--wasm-tiering-budget=1000000000');
