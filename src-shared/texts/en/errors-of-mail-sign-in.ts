import type { SomeErrorTexts } from '../error-text.ts';

const nothingStored = 'Nothing was changed on the Pi. It prints as before.';

/** Signing in to a mailbox by the browser. */
export const errorsOfMailSignIn = {
  'mail-sign-in.no-client': {
    happened: 'Bonwart is not registered with {{issuer}} yet.',
    meaning:
      'Without an application ID {{issuer}} lets no program into a mailbox. Whoever looks after your computers sets it up once.',
    next: 'Enter the application ID, or use an app password or another mailbox.',
  },
  'mail-sign-in.not-offered': {
    happened: 'This provider does not offer signing in this way ({{provider}}).',
    meaning: nothingStored,
    next: 'Take the other way, or an app password.',
  },
  'mail-sign-in.replaced': {
    happened: 'A newer sign-in has taken the place of this one.',
    meaning: nothingStored,
    next: 'Finish the newer one, or start here again.',
  },
  'mail-sign-in.refused': {
    happened: 'Signing in to {{issuer}} was cancelled or refused.',
    meaning: nothingStored,
    next: 'Sign in again and choose “Allow” or “Accept” at the end.',
  },
  'mail-sign-in.admin-needed': {
    happened: '{{issuer}} wants your company’s administration to agree.',
    meaning: 'Your account belongs to a company that has to approve new programs. Your password is fine.',
    next: 'Ask the administration to approve Bonwart for SMTP, or use another mailbox.',
  },
  'mail-sign-in.blocked-by-policy': {
    happened: 'A rule of your company forbids this sign-in to {{issuer}}.',
    meaning: 'Your password is fine; the rule allows certain devices or ways only.',
    next: 'Take the way with the browser on this PC, or ask the administration.',
  },
  'mail-sign-in.client-unknown': {
    happened: '{{issuer}} does not know the application ID, or it is set up differently.',
    meaning: 'Nobody can sign in like this. Your mailbox is not the reason.',
    next: 'Check the application ID: a desktop program with a return address on this PC.',
  },
  'mail-sign-in.wrong-account': {
    happened: '{{found}} has signed in, but the mails are to come from {{wanted}}.',
    meaning: 'The provider would refuse the mails. Nothing was changed on the Pi.',
    next: 'Sign in as {{wanted}}, or go back and use {{found}} as the sender.',
  },
  'mail-sign-in.mixed-up': {
    happened: 'The browser’s answer belongs to another sign-in.',
    meaning: 'Bonwart did not accept it. Perhaps an older window was still open.',
    next: 'Close old sign-in windows in the browser and sign in again.',
  },
  'mail-sign-in.timeout': {
    happened: 'After {{minutes}} minutes the sign-in is still not finished.',
    meaning: 'Bonwart no longer waits for it. Nothing was changed on the Pi.',
    next: 'Start again when you have the mailbox’s password at hand.',
  },
  'mail-sign-in.unreachable': {
    happened: '{{issuer}} does not answer.',
    meaning: 'This PC cannot reach the sign-in, or it is out of order. Printing goes on as before.',
    next: 'Check this PC’s internet connection and try again in a few minutes.',
  },
  'mail-sign-in.bad-answer': {
    happened: '{{issuer}} answered, but not in a way that Bonwart understands.',
    meaning: nothingStored,
    next: 'Try again. If it stays like this, use an app password or another mailbox.',
  },
  'mail-sign-in.not-lasting': {
    happened: '{{issuer}} gave a permission for one hour only.',
    meaning: 'Later the Pi could not send mails any more. So nothing was stored.',
    next: 'Remove Bonwart from the connected apps in your account and sign in again.',
  },
  'mail-sign-in.over': {
    happened: 'You signed in too long ago.',
    meaning: 'Bonwart keeps a sign-in for half an hour only, so that it does not lie around.',
    next: 'Sign in again. Everything else is still filled in.',
  },
} satisfies SomeErrorTexts;
