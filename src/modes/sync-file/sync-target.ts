import { invalid } from '../../errors.ts';
import { formatRepository, isHost, isRepository, type Reference } from '../../oci/reference.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import { type SyncRepository, syncProblem } from './sync-file.ts';

const layoutPrefix = 'oci-layout:';

/** Makes the function that says where each repository goes: below `to`, or where its `destination` says. */
export function targetsBelow(
  { to, reference, scoped }: Pick<InputsOf<'sync'>, 'to' | 'reference' | 'scoped'>,
  log: Log,
): (repository: SyncRepository) => Reference {
  const written = to[0]?.replace(/^oci:\/\//, '').replace(/(?<=.)\/+$/, '') ?? reference.host;
  const base = written.startsWith(layoutPrefix) ? written : written.toLowerCase();
  if (base !== written) log.notice(`Repository names are in lower case: using ${base}`);
  if (base !== '' && !(isPlace(base) && (placeOf(base) || isHost(base)))) {
    throw invalid('to', base, 'is not host/prefix or oci-layout:DIR');
  }
  return ({ host, repository, destination, position }) => {
    // A path cannot hold the colon of a port.
    const name = scoped ? `${host.replace(':', '_')}/${repository}` : repository.replace(/.*\//, '');
    const isComplete = destination !== undefined && isPlace(destination) && /^oci-layout:|\//.test(destination);
    if (!isComplete && base === '') {
      throw syncProblem(
        position,
        `${host}/${repository} has nowhere to go: set the input to, or a destination with its host`,
      );
    }
    const below = destination ?? name;
    const place = isComplete ? placeOf(destination) : isRepository('', below) && placeOf(`${base}/${below}`);
    if (!place)
      throw syncProblem(
        position,
        `${destination ?? name} cannot be the name of a repository: lower case, without tag and digest`,
      );
    if (place.host === host && place.repository === repository) {
      throw syncProblem(position, `${formatRepository(place)} would be copied onto itself`);
    }
    return place;
  };
}

/** Tells whether a text starts with a registry, as Docker tells it from a path, or is a layout directory. */
function isPlace(text: string): boolean {
  const [first = ''] = text.split('/');
  return (
    (text.startsWith(layoutPrefix) && text !== layoutPrefix) ||
    (isHost(first) && (/[.:]/.test(first) || first === 'localhost'))
  );
}

function placeOf(text: string): Reference | undefined {
  const [first = '', ...rest] = text.split('/');
  const [host, repository] = [first.toLowerCase(), rest.join('/')];
  if (text.startsWith(layoutPrefix)) return { host: text, repository: '', tags: [] };
  return isRepository(host, repository) ? { host, repository, tags: [] } : undefined;
}
