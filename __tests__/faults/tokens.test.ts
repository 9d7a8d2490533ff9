import { describeFaults } from '../support/faults/describe-faults.ts';
import { pushWithToken, tokenCases } from './cases/tokens.ts';

describeFaults('a push with tokens', pushWithToken, tokenCases);
