import { describeFaults } from '../support/faults/describe-faults.ts';
import { pull, pullCases } from './cases/pull.ts';

describeFaults('a pull', pull, pullCases);
