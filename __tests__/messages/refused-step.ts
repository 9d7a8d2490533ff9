import { stepHere } from '../support/action/step-here.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import type { MessageRow } from './message-row.ts';

const tags = ['v1.0.0', 'v1.1.0', 'v2.0.0', 'latest'];
const deep = `{"manifests":[],"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

/** A workspace with files, and a layout `out` in which each tag has an artifact of its own. */
async function makeStage(): Promise<string> {
  const files = {
    'a.txt': 'a',
    'b.txt': 'b',
    'notes.json': 'not json',
    'folder/c': 'c',
    'hidden/.a': '',
    'hidden/.b/c': '',
    'deep/index.json': deep,
  };
  const sync = 'r.test:\n  images:\n    app: [v1]\n';
  const workspace = await makeWorkspace({ ...files, 'sync.yml': sync });
  for (const tag of tags) {
    const push = { mode: 'push', reference: `oci-layout:out:${tag}`, files: 'a.txt', annotations: `number=${tag}` };
    const { code, stdout } = await stepHere(push, workspace);
    if (code !== 0) throw new Error(stdout);
  }
  return workspace;
}
let stage: Promise<string> | undefined;

/** Title and message of the one annotation of a step that is refused; fails where the step did or said more than that. */
async function refusalOf(inputs: Record<string, string>): Promise<string> {
  stage ??= makeStage();
  const workspace = await stage;
  const before = JSON.stringify(await readTree(workspace));
  const { code, stdout, outputs } = await stepHere(inputs, workspace);
  const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
  const [, title = '', message = '', advice = ''] =
    /^::error title=oci-artifact%3A ([^:,]+)(?:,[^:]+)?::(.*?)%0A(.+)$/.exec(annotations.join()) ?? [];
  const isChanged = before !== JSON.stringify(await readTree(workspace)) || /^changed<<.*\ntrue$/m.test(outputs);
  if (code !== 1 || annotations.length !== 1 || advice === '' || isChanged) throw new Error(stdout);
  const named = message.replaceAll(`${workspace}/`, '').replaceAll(workspace, 'WORKSPACE').replaceAll('%25', '%');
  return `${title}: ${named.replaceAll(/(sha256[:-])(?!a{64})\w{64}/g, '$1…')}`;
}

/** Rows of steps that are refused, each with what it has beside the usual inputs. */
export const refused = (
  usual: Record<string, string>,
  rows: readonly (readonly [what: string, given: Record<string, string>, words: string])[],
): MessageRow[] => rows.map(([what, given, words]) => [what, () => refusalOf({ ...usual, ...given }), words]);
