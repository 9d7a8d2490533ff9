import { describeFaults } from '../support/describe-faults.ts';
import { push, pushCases } from './cases/push.ts';

describeFaults('a push', push, pushCases);
