import { describeFaults } from '../support/faults/describe-faults.ts';
import { pull } from './cases/pull.ts';
import { push } from './cases/push.ts';
import { rateCases } from './cases/rates.ts';

describeFaults('a push to a host that takes 4 requests a second', push, rateCases);
describeFaults('a pull from a host that takes 4 requests a second', pull, rateCases);
