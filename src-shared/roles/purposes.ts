/** What a call that needs a role is for, in the words of the person who is refused it (`roles.purpose` of the texts). */
export const purposes = [
  'pair',
  'deploy',
  'rollBack',
  'prove',
  'service',
  'lanAccess',
  'restaurant',
  'mail',
  'mailSignIn',
  'readiness',
  'signOff',
  'takeAlong',
  'people',
] as const;
export type Purpose = (typeof purposes)[number];
