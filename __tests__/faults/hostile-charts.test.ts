import { describeHostile } from '../support/faults/describe-hostile.ts';
import { chartCases } from './cases/hostile-charts.ts';

describeHostile('hostile charts', chartCases);
