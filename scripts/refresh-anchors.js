// Brings the roots in src/trust/roots/anchors up to date: that of the public instance out of npm's @sigstore/tuf, GitHub's by
// the network, by way of all roots between the one that is there and the newest.
// Usage: node scripts/refresh-anchors.js
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Updater } from 'tuf-js';

const anchorOf = (host) => `src/trust/roots/anchors/${host}.root.json`;

const seeds = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@sigstore/tuf/seeds.json'), 'utf8'));
const { 'root.json': root } = seeds['https://tuf-repo-cdn.sigstore.dev'];
writeFileSync(anchorOf('tuf-repo-cdn.sigstore.dev'), Buffer.from(root, 'base64'));

const metadataDir = mkdtempSync(join(tmpdir(), 'anchors-'));
copyFileSync(anchorOf('tuf-repo.github.com'), join(metadataDir, 'root.json'));
await new Updater({ metadataDir, metadataBaseUrl: 'https://tuf-repo.github.com' }).refresh();
copyFileSync(join(metadataDir, 'root.json'), anchorOf('tuf-repo.github.com'));
