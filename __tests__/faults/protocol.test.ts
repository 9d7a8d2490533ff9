import { describeFaults } from '../support/faults/describe-faults.ts';
import { pullAnswers, pushAnswers } from './cases/protocol.ts';
import { pull } from './cases/pull.ts';
import { push } from './cases/push.ts';

describeFaults('a push that is answered oddly', push, pushAnswers);
describeFaults('a pull that is answered oddly', pull, pullAnswers);
