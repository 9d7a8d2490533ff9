/** One step of a program; numbers are places in the list of its steps. */
type Step =
  | { kind: 'done' }
  | { kind: 'unit'; takes: (unit: number) => boolean; next: number }
  | { kind: 'split'; to: number[] }
  | { kind: 'start' | 'end'; next: number }
  | { kind: 'look'; at: Program; isWanted: boolean; next: number };

/** What follows a step is before it in the list, but for the way back of a loop. */
interface Program {
  steps: Step[];
  entry: number;
  /** By step: whether a match can be reached from it at the place that is looked at, and at the one behind that. */
  now: Uint8Array;
  later: Uint8Array;
}

/** Adds steps to a program that go on at `next`, and gives the first of them. */
type Build = (steps: Step[], next: number) => number;

/**
 * Makes a test of whole texts from a regular expression that begins with `^`, as picomatch makes them: it says what
 * `RegExp.test` says, in time linear in the length of the text, where V8 goes back and tries again. It goes through the
 * text once, from its end, and knows at each place which steps lead to a match; what is looked ahead for is known by
 * then. Throws a SyntaxError for what no such program can do, backreferences and lookbehinds, and for words (`\b`).
 */
export function linearTest({ source }: RegExp): (text: string) => boolean {
  /** Those that are looked ahead for come before the programs that do. */
  const programs: Program[] = [];
  const compile = (build: Build): Program => {
    const steps: Step[] = [{ kind: 'done' }];
    const entry = build(steps, 0);
    const program = { steps, entry, now: new Uint8Array(steps.length), later: new Uint8Array(steps.length) };
    programs.push(program);
    return program;
  };
  const whole = compile(parse(source, compile));
  return (text) => {
    for (let place = text.length; place >= 0; place -= 1) {
      for (const program of programs) walk(program, text, place);
      // Nothing leads to a match from here, so nothing before does.
      if (!whole.now.includes(1, 1)) return false;
    }
    return whole.now[whole.entry] === 1;
  };
}

/** Finds out which steps lead to a match at a place. */
function walk(program: Program, text: string, place: number): void {
  const { steps, now: later, later: now } = program;
  program.now = now;
  program.later = later;
  const unit = text.charCodeAt(place);
  const isBehind = place === text.length;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    const isTaken = step.kind === 'unit' && !isBehind && later[step.next] === 1 && step.takes(unit);
    now[index] = isTaken || step.kind === 'done' ? 1 : 0;
  }
  // A loop leads back, so that one round may bring another.
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (let index = 0; index < steps.length; index += 1) {
      if (now[index] === 1 || !isPassed(steps[index] as Step, now, place, text.length)) continue;
      now[index] = 1;
      isChanged = true;
    }
  }
}

/** Reports whether a step that takes nothing leads to one that is known to lead to a match. */
function isPassed(step: Step, now: Uint8Array, place: number, length: number): boolean {
  if (step.kind === 'split') return step.to.some((next) => now[next] === 1);
  if (step.kind === 'unit' || step.kind === 'done' || now[step.next] === 0) return false;
  if (step.kind === 'look') return (step.at.now[step.at.entry] === 1) === step.isWanted;
  return place === (step.kind === 'start' ? 0 : length);
}

const units = {
  group: /\((?:\?(?::|[=!]|<\w+>))?/y,
  quantifier: /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y,
  class: /\[(?:\\.|[^\]\\])*\]/sy,
  escape: /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[a-zA-Z]|[^\dkbB])/sy,
};

/** Parses the source of a RegExp without flags; it is known to be one. */
function parse(source: string, compile: (build: Build) => Program): Build {
  let at = 0;
  const take = (kind: keyof typeof units): RegExpExecArray | null => {
    const pattern = units[kind];
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    at += found?.[0].length ?? 0;
    return found;
  };
  const alternatives = (): Build => {
    const builds = [sequence()];
    while (source[at] === '|') {
      at += 1;
      builds.push(sequence());
    }
    return builds.length === 1 ? (builds[0] as Build) : anyOf(builds);
  };
  const sequence = (): Build => {
    const builds: Build[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') builds.push(quantified());
    return (steps, next) => builds.reduceRight((behind, build) => build(steps, behind), next);
  };
  const quantified = (): Build => {
    const build = atom();
    const found = take('quantifier');
    if (!found) return build;
    const [sign = '', least, comma, most] = found;
    if (least === undefined) return repeated(build, sign[0] === '+' ? 1 : 0, sign[0] === '?' ? 1 : undefined);
    return repeated(build, Number(least), comma === undefined ? Number(least) : most ? Number(most) : undefined);
  };
  const atom = (): Build => {
    const sign = source[at] ?? '';
    if (sign === '(') {
      const [open] = take('group') ?? [];
      if (open === undefined || source[at] === '?') throw new SyntaxError('it has a lookbehind, or changes flags');
      const inside = alternatives();
      at += 1;
      const look = open[2];
      if (look !== '=' && look !== '!') return inside;
      const program = compile(inside);
      return (steps, next) => steps.push({ kind: 'look', at: program, isWanted: look === '=', next }) - 1;
    }
    if (sign === '[') return unitOf((take('class') as RegExpExecArray)[0]);
    if (sign === '\\') {
      const found = take('escape');
      if (!found) throw new SyntaxError('it has a backreference or a word boundary');
      return unitOf(found[0]);
    }
    at += 1;
    if (sign === '^' || sign === '$') {
      return (steps, next) => steps.push({ kind: sign === '^' ? 'start' : 'end', next }) - 1;
    }
    return sign === '.' ? unitOf(sign) : literal(sign.charCodeAt(0));
  };
  return alternatives();
}

function literal(code: number): Build {
  return (steps, next) => steps.push({ kind: 'unit', takes: (unit) => unit === code, next }) - 1;
}

/** One unit of UTF-16, as a RegExp without flags takes it; that one is asked once for each. */
function unitOf(source: string): Build {
  const [, escaped] = /^\\(\W)$/.exec(source) ?? [];
  if (escaped !== undefined) return literal(escaped.charCodeAt(0));
  const pattern = new RegExp(`^${source}$`);
  const known = new Map<number, boolean>();
  const takes = (unit: number) => {
    const found = known.get(unit) ?? pattern.test(String.fromCharCode(unit));
    known.set(unit, found);
    return found;
  };
  return (steps, next) => steps.push({ kind: 'unit', takes, next }) - 1;
}

function anyOf(builds: readonly Build[]): Build {
  return (steps, next) => {
    const to = builds.map((build) => build(steps, next));
    return steps.push({ kind: 'split', to }) - 1;
  };
}

/** At least so many, and at most so many where there is a limit. */
function repeated(build: Build, least: number, most: number | undefined): Build {
  return (steps, next) => {
    let first = next;
    if (most === undefined) {
      const to = [next];
      const loop = steps.push({ kind: 'split', to }) - 1;
      to.push(build(steps, loop));
      first = loop;
    } else {
      for (let count = least; count < most; count += 1) {
        first = steps.push({ kind: 'split', to: [next, build(steps, first)] }) - 1;
      }
    }
    for (let count = 0; count < least; count += 1) first = build(steps, first);
    return first;
  };
}
