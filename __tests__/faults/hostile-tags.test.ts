import { describeHostile } from '../support/describe-hostile.ts';
import { tagCases } from './cases/hostile-tags.ts';

describeHostile('hostile tag lists', tagCases);
