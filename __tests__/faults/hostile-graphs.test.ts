import { describeHostile } from '../support/describe-hostile.ts';
import { graphCases } from './cases/hostile-graphs.ts';

describeHostile('hostile graphs', graphCases);
