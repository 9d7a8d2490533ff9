import { describeHostile } from '../support/faults/describe-hostile.ts';
import { manifestCases } from './cases/hostile-manifests.ts';

describeHostile('hostile manifests', manifestCases);
