import { describeFaults } from '../support/faults/describe-faults.ts';
import { verbs } from './cases/verbs.ts';

for (const [title, job, cases] of verbs) describeFaults(`${title} through faults`, job, cases);
