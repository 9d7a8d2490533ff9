import { describeHostile } from '../support/faults/describe-hostile.ts';
import { archiveCases } from './cases/hostile-archives.ts';

describeHostile('hostile archives', archiveCases);
