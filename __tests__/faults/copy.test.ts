import { describeFaults } from '../support/faults/describe-faults.ts';
import {
  copyFrom,
  copyFromCases,
  copyTo,
  copyToCases,
  copyWithin,
  copyWithinCases,
  syncFrom,
  syncFromCases,
} from './cases/copy.ts';

describeFaults('a copy that reads through faults', copyFrom, copyFromCases);
describeFaults('a copy that writes through faults', copyTo, copyToCases);
describeFaults('a copy within a faulty registry', copyWithin, copyWithinCases);
describeFaults('a sync that reads through faults', syncFrom, syncFromCases);
