import type { LoginSource, Topic } from '../../errors.ts';

/** What is known of a failure, for the rows of the table to ask. */
export interface Failure {
  mode: string;
  isWriting: boolean;
  /** What happened, in the words of the program and the registry. */
  said: string;
  /** What it is about, `''` where its code tells enough. */
  topic: Topic | '';
  /** The status of the registry and the errors it lists, such as `400 MANIFEST_INVALID: unknown media type`. */
  answer: string;
  /** The status of the answer, 0 when there was none. */
  status: number;
  /** Whether it was content that the registry refused. */
  isUpload: boolean;
  /** Milliseconds that the registry asks to wait, 0 when it does not. */
  wait: number;
  /** Code of the system error behind it, such as ECONNREFUSED. */
  system: string;
  /** Whether the mistake is in a file of the workspace, which is named. */
  isInFile: boolean;
  /** The registry that failed, else that of the inputs; `''` for a layout. */
  host: string;
  /** Whether that is another registry than the one of the input `reference`, as a target of a copy may be. */
  isElsewhere: boolean;
  repository: string;
  /** A well-known registry whose name looks like that of this host. */
  similarHost: string;
  /** Whether this is GitHub's own container registry, to which `github-token` belongs. */
  isGitHub: boolean;
  hasGitHubToken: boolean;
  /** Where the login came from that the registry was shown, `''` where it was shown none. */
  login: LoginSource | '';
  /** The user of that login, `''` for a token. */
  username: string;
  /** What kind of token of GitHub the input password is, where GitHub's registry takes it for little or nothing. */
  tokenKind: 'fine-grained' | 'app' | '';
  isForkPullRequest: boolean;
  hasProxy: boolean;
  /** Where the documents of the version that runs are. */
  documents: string;
}

type Conditions = { [Fact in keyof Failure]?: RegExp | Failure[Fact] };

/**
 * A row of the table: the facts for which advice is given, and the advice. A fact is equal to what is asked, or matches
 * it.
 */
export type Remedy = readonly [when: Conditions, advice: string | ((failure: Failure) => string)];

/** Tells whether the facts of a row are those of a failure. */
export function fits([conditions]: Remedy, failure: Failure): boolean {
  return Object.entries(conditions).every(([fact, wanted]) => {
    const value = failure[fact as keyof Failure];
    return wanted instanceof RegExp ? wanted.test(String(value)) : wanted === value;
  });
}
