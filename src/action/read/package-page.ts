import { isRecord } from '../../oci/descriptor.ts';
import { githubHost } from './credentials.ts';
import { readEvent, serverOf } from './workflow.ts';

/** Where GitHub shows a package, and where its visibility is changed, as far as that is known. */
export interface PackagePage {
  page: string;
  settings?: string;
}

/**
 * Finds the pages of the package behind `host/owner/name`; undefined where it is not in the container registry of the
 * GitHub that runs the workflow, or its owner is not that of the workflow's repository: of other owners it is not known
 * whether they are users or organizations, whose packages have different addresses.
 */
export function packagePage(repository: string, environment: NodeJS.ProcessEnv): PackagePage | undefined {
  const { GITHUB_REPOSITORY: own = '' } = environment;
  const server = serverOf(environment);
  const [host, packageOwner, ...names] = repository.split('/');
  const [owner = ''] = own.split('/');
  if (!server || host !== githubHost(environment) || packageOwner !== owner.toLowerCase()) return undefined;
  const name = encodeURIComponent(names.join('/'));
  const kind = kindOfOwner(environment);
  // This page is there for a package that is linked to the repository, as a push from its workflow does.
  if (kind === undefined) return { page: `${server}/${own}/pkgs/container/${name}` };
  const packages = `${server}/${kind}/${owner}/packages/container`;
  return { page: `${packages}/package/${name}`, settings: `${packages}/${name}/settings` };
}

/** What stands before the name of the owner in such addresses, by the event that started the workflow. */
function kindOfOwner(environment: NodeJS.ProcessEnv): 'orgs' | 'users' | undefined {
  const { repository } = readEvent(environment);
  const owner = isRecord(repository) ? repository['owner'] : undefined;
  const type = isRecord(owner) ? owner['type'] : undefined;
  return type === 'Organization' ? 'orgs' : type === 'User' ? 'users' : undefined;
}
