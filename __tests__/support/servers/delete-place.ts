// No server: it fills places that real registries and the fake one serve.
import type { Store } from '../../../src/store/store.ts';
import { makeWorkspace } from '../action/workspace.ts';
import { openPlace, putArtifact } from '../content/shelf.ts';
import { runStep } from '../processes/run-step.ts';

/** A place with two tags on one artifact and a third on another. */
export async function fill(place: Store) {
  const shared = await putArtifact(place, { 'a.txt': 'shared' }, ['v1', 'latest']);
  const own = await putArtifact(place, { 'a.txt': 'own' }, ['v2']);
  return { shared, own };
}

export interface Place {
  reference: string;
  store: Store;
  workspace: string;
}

/** Makes a place in a layout. */
export const layout = async (): Promise<Place> => {
  const workspace = await makeWorkspace();
  return { reference: 'oci-layout:out', store: openPlace(`oci-layout:${workspace}/out`), workspace };
};

let repositories = 0;
/** Makes a place in a repository of its own. */
export const inRegistry = (server: () => { host: string }) => async (): Promise<Place> => {
  repositories += 1;
  const reference = `${server().host}/app${repositories}`;
  return { reference, store: openPlace(reference), workspace: await makeWorkspace() };
};

/** Deletes through the action. */
export const remove = ({ reference, workspace }: Place, suffix: string, inputs: Record<string, string> = {}) => {
  // Several tags are not named in one text.
  const [first = '', ...more] = suffix.split('@')[0]?.split(',') ?? [];
  const pin = suffix.includes('@') ? suffix.slice(suffix.indexOf('@')) : '';
  const tags = more.length > 0 ? { tags: more.join('\n') } : {};
  return runStep({ mode: 'delete', reference: `${reference}${first}${pin}`, ...tags, ...inputs }, { workspace });
};
