import { describeFaults } from '../support/describe-faults.ts';
import { pull, pullCases } from './cases/pull.ts';

describeFaults('a pull', pull, pullCases);
