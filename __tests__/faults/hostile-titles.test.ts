import { describeHostile } from '../support/faults/describe-hostile.ts';
import { titleCases } from './cases/hostile-titles.ts';

describeHostile('hostile titles', titleCases);
