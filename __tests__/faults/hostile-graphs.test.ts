import { describeHostile } from '../support/faults/describe-hostile.ts';
import { graphCases, interruptedCases } from './cases/hostile-graphs.ts';

describeHostile('hostile graphs', graphCases);
describeHostile('a step that is interrupted in the middle of it', interruptedCases);
