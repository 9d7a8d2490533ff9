// Node as it is on Windows and on arm64, on Linux x64 without root: Wine or QEMU unpacked from Debian's or Ubuntu's
// packages, Node from npm's, and a script `node` that runs the one with the other. Windows' own tests cannot be had
// here: what Wine does otherwise than Windows stands in __tests__/systems/README.md.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { download, lacksLibraries, output } from './debian.js';

// In bash, since dash passes on no variable with a hyphen in its name, as INPUT_DRY-RUN has.
// Wine gives Node no pipes, so what it says goes through files. A prefix that is not there is made: with the registry
// and the programs of the one that was fetched, and a drive C: and a server of its own, which `node --end-wine` ends.
// The locale tells Wine that names of files here are UTF-8. A TMPDIR makes this Wine crash ("free(): invalid pointer").
const wineScript = `#!/bin/bash
here=$(dirname "$(readlink -f "$0")")
base=$here/prefix
export WINEPREFIX="\${WINEPREFIX:-$base}" WINEDEBUG=-all LC_ALL=C.UTF-8 WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
if [ "\${1-}" = --end-wine ]; then exec "$here/root/usr/lib/wine/wineserver" -k; fi
if [ ! -e "$WINEPREFIX" ]; then
  mkdir -p "$WINEPREFIX/drive_c"
  cp -a "$base"/*.reg "$base/.update-timestamp" "$base/dosdevices" "$WINEPREFIX"
  cp -a "$base/drive_c/users" "$WINEPREFIX/drive_c"
  ln -s "$base/drive_c/windows" "$WINEPREFIX/drive_c/windows"
fi
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
unset TMPDIR
"$here/root/usr/lib/wine/wine64" "$here/node.exe" "$@" </dev/null >"$said/out" 2>"$said/err"
code=$?
cat "$said/out"
cat "$said/err" >&2
exit $code
`;

const qemuScript = `#!/bin/bash
here=$(dirname "$(readlink -f "$0")")
exec "$here/root/usr/bin/qemu-aarch64" -L "$here/root/usr/aarch64-linux-gnu" "$here/node.bin" "$@"
`;

// One file of an npm package; npm checks its integrity.
async function unpackNode(packageName, file, to, folder) {
  await output('npm', ['pack', '--silent', '--pack-destination', folder, packageName], { cwd: folder });
  const archive = fs.readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!archive || !(await output('tar', ['-xzf', archive, `package/${file}`], { cwd: folder })).ok) return false;
  fs.renameSync(join(folder, 'package', file), to);
  for (const used of [archive, 'package']) fs.rmSync(join(folder, used), { recursive: true });
  return true;
}

// The wine64 package alone: 32 bit programs need another architecture of apt's.
async function unpackWine(work, folder) {
  const root = join(folder, 'root');
  if (!(await download(work, ['libwine', 'wine64', 'libz-mingw-w64'], root))) return false;
  const programs = join(root, 'usr/lib/wine');
  // A script stands in the server's place, and looks for it in /usr.
  fs.rmSync(join(programs, 'wineserver'), { force: true });
  fs.symlinkSync('wineserver64', join(programs, 'wineserver'));
  // The server looks there for its tables, since Debian has set the folder of data to share/wine.
  fs.symlinkSync('.', join(root, 'usr/share/wine/wine'));
  const unix = join(root, 'usr/lib/x86_64-linux-gnu/wine/x86_64-unix');
  const libraries = join(folder, 'lib');
  fs.mkdirSync(libraries);
  if (await lacksLibraries(join(unix, 'ntdll.so'), unix)) {
    const more = join(folder, 'libraries');
    await download(work, ['libunwind8'], more);
    const found = join(more, 'usr/lib/x86_64-linux-gnu');
    for (const name of fs.readdirSync(found).filter((file) => file.includes('.so'))) {
      fs.symlinkSync(join('../libraries/usr/lib/x86_64-linux-gnu', name), join(libraries, name));
    }
  }
  return true;
}

// Makes a prefix, of the same files as the package where Wine would copy them: 700 MB.
async function makePrefix(folder) {
  const root = join(folder, 'root');
  const prefix = join(folder, 'prefix');
  const system = join(prefix, 'drive_c/windows/system32');
  fs.mkdirSync(system, { recursive: true });
  // Wine's own programs need it, and look for it where they would on Windows.
  fs.copyFileSync(join(root, 'usr/x86_64-w64-mingw32/lib/zlib1.dll'), join(system, 'zlib1.dll'));
  const { TMPDIR: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    HOME: folder,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
    LD_LIBRARY_PATH: join(folder, 'lib'),
  };
  const programs = join(root, 'usr/lib/wine');
  // Without pipes, which its server would keep open.
  await output('sh', ['-c', `"${programs}/wine64" wineboot -i </dev/null >/dev/null 2>&1`], { env });
  await output(join(programs, 'wineserver'), ['-k'], { env });
  await output(join(programs, 'wineserver'), ['-w'], { env });
  const builtIn = join(root, 'usr/lib/x86_64-linux-gnu/wine/x86_64-windows');
  for (const name of fs.readdirSync(system)) {
    const [from, to] = [join(builtIn, name), join(system, name)];
    if (!fs.existsSync(from) || !fs.readFileSync(from).equals(fs.readFileSync(to))) continue;
    fs.rmSync(to);
    fs.linkSync(from, to);
  }
}

/** Puts a script `node` and all it runs into a folder; without the script when something could not be had. */
export async function emulate({ name, emulated }, work, folder) {
  if (name === 'windows') {
    const isThere = await unpackNode(emulated.node, 'bin/node.exe', join(folder, 'node.exe'), folder);
    if (!isThere || !(await unpackWine(work, folder))) return;
    await makePrefix(folder);
    fs.writeFileSync(join(folder, 'node'), wineScript, { mode: 0o755 });
    return;
  }
  if (!(await unpackNode(emulated.node, 'bin/node', join(folder, 'node.bin'), folder))) return;
  const libraries = ['libc6', 'libstdc++6', 'libgcc-s1', 'libatomic1'].map((library) => `${library}-arm64-cross`);
  const root = join(folder, 'root');
  if (!(await download(work, ['qemu-user', ...libraries], root))) return;
  // One of 37 processors, which are 400 MB.
  for (const program of fs.readdirSync(join(root, 'usr/bin'))) {
    if (program !== 'qemu-aarch64') fs.rmSync(join(root, 'usr/bin', program));
  }
  fs.writeFileSync(join(folder, 'node'), qemuScript, { mode: 0o755 });
}
