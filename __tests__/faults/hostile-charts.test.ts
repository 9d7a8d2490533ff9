import { describeHostile } from '../support/describe-hostile.ts';
import { chartCases } from './cases/hostile-charts.ts';

describeHostile('hostile charts', chartCases);
