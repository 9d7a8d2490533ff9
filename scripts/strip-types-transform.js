import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

// Jest transformer: Node's own type stripping. Types become spaces, so every
// line and column stays where it was and no source map is needed.
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source) => createHash('sha1').update(process.version).update(source).digest('hex'),
};
