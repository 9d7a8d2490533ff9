import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Digest } from '../../src/oci/digest.ts';
import { RegistryStore } from '../../src/registry/registry-store.ts';
import { runAction } from '../support/action/run-action.ts';
