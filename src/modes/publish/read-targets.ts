import { invalid, OciError } from '../../errors.ts';
import { defaultHost, formatRepository, isTag, parseReference, type Reference } from '../../oci/reference.ts';

/** A line of the input `to`. */
export interface TargetLine {
  reference: Reference;
  tags: string[];
}

/** Reads the lines of `to`: the tags of each are its own, else those of the source, and those of `tags`. */
export function readTargets(to: readonly string[], tags: readonly string[], reference: Reference): TargetLine[] {
  const places = to.map((line) => {
    const place = parseReference(line, { from: 'to' });
    if (place.host !== defaultHost || place.repository.includes('/')) return place;
    const why = `has no owner: on ${defaultHost} a repository begins with one, such as octo-org/hello`;
    throw invalid('to', line, `${why}; another tag in the same repository is written by mode tag`);
  });
  const names = places.map(formatRepository);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new OciError('INVALID_INPUT', `The input to names ${twice} twice: write its tags as ${twice}:one,two`);
  }
  const more = tags.map((line) => {
    if (isTag(line)) return { tag: line };
    const full = parseReference(line, { from: 'tags' });
    const [tag, ...others] = full.tags;
    const name = formatRepository(full);
    if (tag === undefined || others.length > 0 || full.digest || !names.includes(name)) {
      const where = names.join(', ');
      throw invalid('tags', line, `does not name one tag in ${where}`);
    }
    return { tag, name };
  });
  return places.map((place) => {
    const own = place.tags.length > 0 || place.digest ? place.tags : reference.tags;
    const added = more.filter(({ name }) => name === undefined || name === formatRepository(place));
    return { reference: place, tags: [...new Set([...own, ...added.map(({ tag }) => tag)])] };
  });
}
