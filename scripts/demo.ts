// Shows the main job without any server: the committed action pushes the example manifests into an OCI image layout,
// pulls them back by digest, and pushes again, which changes nothing.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startAction } from '../__tests__/support/action/run-action.ts';

const examples = resolve(import.meta.dirname, '../examples/manifests');
const workspace = mkdtempSync(join(tmpdir(), 'oci-artifact-demo-'));

async function step(title: string, inputs: Record<string, string>): Promise<Record<string, string>> {
  console.log(`\n=== ${title}\n`);
  console.log(['with:', ...Object.entries(inputs).map(([name, value]) => `  ${name}: ${value}`)].join('\n'));
  console.log('\n--- log');
  const { output, done } = startAction(inputs, { workspace });
  const { code, stderr, outputs, summary } = await done;
  process.stdout.write(output.stdout);
  process.stderr.write(stderr);
  console.log('\n--- outputs');
  for (const [name, value] of Object.entries(outputs)) console.log(`${name}=${value}`);
  console.log('\n--- summary');
  console.log(summary);
  if (code !== 0) throw new Error(`The step ended with exit code ${code}`);
  return outputs;
}

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`Not so: ${what}`);
  console.log(`✓ ${what}`);
}

try {
  cpSync(examples, join(workspace, 'k8s'), { recursive: true });
  const inputs = {
    mode: 'push',
    registry: 'oci-layout:artifacts',
    reference: 'hello:v1',
    files: 'k8s/*.yaml',
    root: 'k8s',
  };
  const first = await step('Push the manifests', inputs);
  const pulled = await step('Pull them back by digest', {
    mode: 'pull',
    reference: first['reference'] ?? '',
    path: 'deploy',
    'expect-digest': first['digest'] ?? '',
  });
  const second = await step('Push again', inputs);
  const names = (JSON.parse(pulled['files'] ?? '[]') as { title: string }[]).map(({ title }) => title);
  const isSame = (name: string) =>
    readFileSync(join(workspace, 'deploy', name)).equals(readFileSync(join(examples, name)));
  console.log();
  check(first['changed'] === 'true', 'the first push changed the layout');
  check(names.length === 3 && names.every(isSame), `the files pulled are those pushed: ${names.join(', ')}`);
  check(second['digest'] === first['digest'], `both pushes have one digest, ${first['digest']}`);
  check(
    second['changed'] === 'false' && second['transferred'] === '0',
    'the second push changed nothing and moved nothing',
  );
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
