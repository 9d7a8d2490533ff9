/** What starts a workflow. */
export interface Event {
  /** Such as `push`. */
  name: string;
  /** `refs/heads/main`, `refs/tags/v1.2.3`. */
  ref: string;
  /** What GITHUB_EVENT_PATH has. */
  payload?: Record<string, unknown>;
  /** Of `workflow_dispatch`. */
  inputs?: Record<string, string>;
}

type Filter = Record<string, unknown>;

/** The types of an event that start a workflow which names none. */
const ordinary: Record<string, string[]> = { pull_request: ['opened', 'synchronize', 'reopened'] };

/** Gives the inputs of the workflow; fails where the event does not start it. */
export function startedBy(on: unknown, { name, ref, payload = {}, inputs = {} }: Event): Record<string, string> {
  const filters =
    Array.isArray(on) || typeof on === 'string' ? Object.fromEntries([on].flat().map((one) => [one, null])) : on;
  const all = filters as Record<string, unknown>;
  if (!(name in all)) throw new Error(`The workflow does not run on ${name}`);
  const fail = (what: string) => new Error(`The workflow does not run on ${name} ${what}`);
  const filter = (all[name] ?? {}) as Filter;
  switch (name) {
    case 'push': {
      onlyHas(filter, ['branches', 'tags']);
      const [, kind = '', short = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
      const patterns = filter[kind === 'heads' ? 'branches' : 'tags'] as string[] | undefined;
      // With a filter for the one, nothing of the other starts it.
      const isOpen = Object.keys(filter).length === 0;
      if (!isOpen && !patterns?.some((pattern) => matches(short, pattern))) throw fail(`of ${ref}`);
      return {};
    }
    case 'workflow_dispatch':
      onlyHas(filter, ['inputs']);
      return inputsFor((filter['inputs'] ?? {}) as Record<string, Filter | null>, inputs);
    case 'schedule':
      return {};
    default: {
      onlyHas(filter, ['types']);
      const types = (filter['types'] as string[] | undefined) ?? ordinary[name];
      const type = String(payload['action'] ?? '');
      if (types && !types.includes(type)) throw fail(`of the type ${type}`);
      return {};
    }
  }
}

function inputsFor(declared: Record<string, Filter | null>, given: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(given)) if (!(name in declared)) throw new Error(`The workflow has no input ${name}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const { required = false, default: preset = '' } = input ?? {};
      const value = given[name] ?? String(preset);
      if (required && value === '') throw new Error(`The input ${name} of the workflow is missing`);
      return [name, value];
    }),
  );
}

/** Fails for a key that is not known here: whatever it asks for would not be done. */
export function onlyHas(value: object, known: readonly string[]): void {
  const other = Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined) throw new Error(`The runner of the tests does not know the key ${other}`);
}

function matches(name: string, pattern: string): boolean {
  if (/[?+[\]!]/.test(pattern)) throw new Error(`The runner of the tests does not know the pattern ${pattern}`);
  const parts = pattern
    .split(/(\*\*?)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : RegExp.escape(part)));
  return new RegExp(`^${parts.join('')}$`, 's').test(name);
}
