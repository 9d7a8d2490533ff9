import { describeHostile } from '../support/faults/describe-hostile.ts';
import { tagCases } from './cases/hostile-tags.ts';

describeHostile('hostile tag lists', tagCases);
