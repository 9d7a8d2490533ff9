import { describeHostile } from '../support/describe-hostile.ts';
import { titleCases } from './cases/hostile-titles.ts';

describeHostile('hostile titles', titleCases);
