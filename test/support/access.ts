import type { Access } from '../../src-main/people/access.ts';

/** For tests of what lies behind: nobody is asked for a role. */
export const everybodyMay: Access = { enter: () => ({ rolesCount: false, name: null }) };
