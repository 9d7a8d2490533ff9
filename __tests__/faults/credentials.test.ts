import { describeFaults } from '../support/faults/describe-faults.ts';
import { pull, pullCases, push, pushCases } from './cases/credentials.ts';

describeFaults('the credentials of a push', push, pushCases);
describeFaults('the credentials of a pull', pull, pullCases);
