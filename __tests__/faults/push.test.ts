import { describeFaults } from '../support/faults/describe-faults.ts';
import { push, pushCases, pushKnown, pushKnownCases } from './cases/push.ts';

describeFaults('a push', push, pushCases);
describeFaults('a push of which the first file is there', pushKnown, pushKnownCases);
