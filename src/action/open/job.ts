import { OciError } from '../../errors.ts';
import type { Job, JobIdentity } from '../../modes/contract/mode.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import { audience } from '../../trust/services/fulcio.ts';
import {
  type Ask,
  askService,
  asText,
  documentOf,
  type Service,
  unusable,
} from '../../trust/services/sigstore-client.ts';

const tokenService: Service = {
  what: 'The token service of GitHub',
  thing: 'token',
  topic: 'id-token',
  accept: 'application/json',
};
const apiService: Service = {
  what: 'The API of GitHub',
  thing: 'entry for an attestation',
  topic: 'attestation',
  accept: 'application/vnd.github+json',
};

/** How the issuer of a job's token begins: of GitHub Enterprise Server, it is the server itself. */
const issuers = 'https://token.actions.';

/** What makes a job known to Sigstore, and to GitHub's list of attestations. */
export function createJob(
  ask: Ask,
  {
    environment,
    githubToken,
    mask,
  }: { environment: NodeJS.ProcessEnv; githubToken: string; mask: (secret: string) => void },
): Job {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken } = environment;
  return {
    ask,
    checkToken() {
      if (url && requestToken) return;
      const { GITEA_ACTIONS, FORGEJO_ACTIONS } = environment;
      const why =
        GITEA_ACTIONS || FORGEJO_ACTIONS
          ? ' of GitHub, and this server is another one'
          : ', and this job may not ask for one';
      throw new OciError('SIGNING', `Signing without a key needs an OIDC token${why}`, { topic: 'id-token' });
    },
    async identity() {
      this.checkToken();
      mask(requestToken ?? '');
      const place = `${url}${url?.includes('?') ? '&' : '?'}audience=${audience}`;
      const headers = { authorization: `Bearer ${requestToken}` };
      const answer = documentOf(await askService(ask, place, tokenService, { headers }), place, tokenService);
      const token = answer['value'];
      if (typeof token !== 'string' || token === '') throw unusable(place, tokenService, 'there is none in the answer');
      mask(token);
      return readToken(token, place);
    },
    async keep(bundle, { claims, server }) {
      const { GITHUB_API_URL: api = 'https://api.github.com' } = environment;
      const place = `${api}/repos/${claims['repository']}/attestations`;
      const headers = {
        'x-github-api-version': '2022-11-28',
        authorization: `Bearer ${githubToken}`,
      };
      const document = { bundle: JSON.parse(bundle.toString()) as object };
      const { id } = documentOf(await askService(ask, place, apiService, { headers, document }), place, apiService);
      if (!/^\w{1,40}$/.test(asText(id))) throw unusable(place, apiService, 'it has no id');
      return `${server}/${claims['repository']}/attestations/${asText(id)}`;
    },
  };
}

/** Reads what a token says; who it is from was settled by the request. Fails with SIGNING. */
function readToken(token: string, place: string): JobIdentity {
  let body: unknown;
  try {
    body = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url'), 'it');
  } catch {
    throw unusable(place, tokenService, 'it cannot be read');
  }
  const claims = Object.fromEntries(
    Object.entries(isRecord(body) ? body : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  const { iss: issuer = '', sub: subject = '', job_workflow_ref: workflow = '', repository = '', ref = '' } = claims;
  const server = serverOf(issuer);
  if (server === undefined || subject === '' || workflow === '')
    throw unusable(place, tokenService, 'it is not that of a job of GitHub Actions');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw unusable(place, tokenService, 'it names no repository');
  const job = { name: `${server}/${workflow}`, repository: `${server}/${repository}`, ref };
  return { token, subject, issuer, ...job, server, claims };
}

/** The address of the GitHub that issued a token; an enterprise may have its own name behind the issuer. */
function serverOf(issuer: string): string | undefined {
  if (!URL.canParse(issuer)) return undefined;
  const { origin, host } = new URL(issuer);
  if (issuer === `${origin}/_services/token`) return origin;
  if (!issuer.startsWith(issuers)) return undefined;
  const name = host.slice('token.actions.'.length);
  return name === 'githubusercontent.com' ? 'https://github.com' : `https://${name}`;
}
