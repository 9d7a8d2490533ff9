import type { SystemCase } from '../system-cases.ts';

/** Layouts, the cache, and what else is on the disk. */
export const localCases: SystemCase[] = [
  {
    name: 'a layout, by a relative path',
    files: { 'a.txt': 'a', 'dir/b.txt': 'b' },
    steps: (at) => [
      { mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt\ndir', tags: 'v2' },
      { mode: 'push', reference: 'oci-layout:layout:v3', files: 'a.txt' },
      { mode: 'tags', reference: 'oci-layout:layout' },
      { mode: 'pull', reference: `oci-layout:${at.own('./layout')}:v2`, path: 'out' },
      { mode: 'delete', reference: 'oci-layout:layout:v3' },
    ],
    trees: ['out', 'layout'],
  },
  {
    name: 'a layout, by an absolute path',
    files: { 'a.txt': 'a' },
    steps: (at) => [
      { mode: 'push', reference: `oci-layout:${at.full('lay out')}:v1`, files: 'a.txt' },
      { mode: 'copy', reference: `oci-layout:${at.full('lay out')}:v1`, to: `${at.registry}/copy:v1` },
      { mode: 'copy', reference: `${at.registry}/copy:v1`, to: `oci-layout:${at.full('other')}:v2` },
    ],
    trees: ['lay out', 'other'],
  },
  {
    name: 'the cache of blobs',
    files: { 'a.txt': 'a', 'dir/b.txt': 'b' },
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'a.txt\ndir' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out', cache: 'true' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out2', cache: 'true' },
    ],
    trees: ['out', 'out2'],
  },
  {
    name: 'a path for files that is a file',
    files: { 'a.txt': 'a', out: 'taken' },
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'a.txt' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out' },
    ],
    trees: [],
  },
  {
    name: 'a layout below the home folder, which is another one under Wine',
    files: { 'a.txt': 'a' },
    env: (at) => ({ HOME: at.full('home'), USERPROFILE: at.full('home') }),
    steps: (at) => [
      { mode: 'push', reference: `oci-layout:${at.own('~/layout')}:v1`, files: 'a.txt' },
      { mode: 'pull', reference: 'oci-layout:~/layout:v1', path: 'out' },
    ],
    // Where a folder of that name would be, if it were taken for one.
    trees: ['out', '~'],
  },
];
