import { expect, it } from '@jest/globals';
import { noteSecret } from '../../../src/cut-text.ts';
import { describeLogin } from '../../../src/registry/http/describe-login.ts';

const of = (username: string) => describeLogin({ source: 'inputs', place: 'the inputs', username });

it.each([
  'AWS',
  '00000000-0000-0000-0000-000000000000',
  '_json_key',
  'oauth2accesstoken',
  '$oauthtoken',
  'x-access-token',
  'gitlab+deploy-token-1234567',
  'AKIAIOSFODNN7EXAMPLE',
  'robot$team-with-a-name+pusher',
  '12345678|pull-secret-of-the-cluster',
  'axabcdefghij/oracleidentitycloudservice/jane.doe@example.com',
  'builder@a-project-of-ours-1234.iam.gserviceaccount.com',
  'glen-smith',
  'eyjolfur',
  'n'.repeat(64),
])('The user %s is named', (username) => {
  expect(of(username)).toContain(username);
});

it.each([
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_11'].map((prefix) => `${prefix}${'aB3'.repeat(6)}`),
  ...['glpat-', 'gldt-', 'glcbt-64_', 'glrt-', 'glptt-'].map((prefix) => `${prefix}x1y2z3`),
  ...['dckr_pat_', 'dckr_oat_', 'dop_v1_', 'doo_v1_', 'sha256~', 'ya29.', 'AKCp'].map((prefix) => `${prefix}x1y2z3`),
  'oauth2:ghp_x1y2z3',
  'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
  'ewogICJ0eXBlIjogInNlcn',
  'cmVmdGtuOjAxOjE3',
  '0123456789abcdef0123456789abcdef01234567',
  'abcdefghijklmnopqrstuvwxyzABCDE9',
  'n'.repeat(65),
])('The user %s may be a secret, and is not named', (username) => {
  expect(of(username)).not.toContain(username);
});

it('A user whose name is a secret, or has one in it, is not named', () => {
  noteSecret('hunter2');
  expect(['hunter2', 'me-hunter2', 'hunter'].map((name) => of(name).includes(name))).toEqual([false, false, true]);
});
