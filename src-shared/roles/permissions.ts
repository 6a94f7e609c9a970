import type { Contract } from '../contract/contract.ts';
import type { Purpose } from './purposes.ts';
import type { Role } from './role.ts';

/** The least role that a call needs, and what for; `everybody` is whoever stands before the screen. */
export type Permission = 'everybody' | { readonly needs: Exclude<Role, 'staff'>; readonly purpose: Purpose };

const everybody = 'everybody';
const manager = (purpose: Purpose) => ({ needs: 'manager', purpose }) as const;
const admin = (purpose: Purpose) => ({ needs: 'admin', purpose }) as const;

/**
 * What each role may do: all of it, in one table. Main asks it before each call and each stream; the window only to say beforehand
 * what will be asked for. The compiler names a call that is missing here.
 */
export const permissions: { readonly [Name in keyof Contract]: Permission } = {
  'app.info': everybody,
  'app.preferences': everybody,
  'app.setPreferences': everybody,
  'app.notices': everybody,

  'session.who': everybody,
  'session.signIn': everybody,
  'session.signOut': everybody,
  'session.active': everybody,
  'people.list': everybody,
  'people.add': admin('people'),
  'people.change': admin('people'),
  'people.remove': admin('people'),
  'people.putBack': admin('people'),
  'people.setIdleLock': admin('people'),

  'targets.list': everybody,
  'targets.facts': everybody,
  'targets.unpair': admin('pair'),
  'pairing.discover': admin('pair'),
  'pairing.inspect': admin('pair'),
  'pairing.pair': admin('pair'),

  // what a deployment is about, and how it goes, everybody may see
  'deployment.offer': everybody,
  'deployment.preflight': everybody,
  'deployment.upload': admin('deploy'),
  'deployment.start': admin('deploy'),
  'run.list': everybody,
  'run.follow': everybody,
  'run.decide': admin('deploy'),
  'rollback.offer': everybody,
  'rollback.start': admin('rollBack'),
  'restore.offer': manager('prove'),
  'restore.start': admin('rollBack'),
  'stored.list': everybody,
  'stored.prove': manager('prove'),
  'readiness.answers': everybody,
  'readiness.answer': manager('readiness'),

  'guide.read': everybody,
  'guide.change': manager('readiness'),
  'guide.busyHours': everybody,
  'announcements.list': everybody,
  'announcements.sendBefore': manager('readiness'),

  'signOff.read': everybody,
  'signOff.answer': manager('signOff'),
  'signOff.explain': manager('signOff'),
  // the PIN that comes along says who may; whoever sits at the window may hand over the mouse
  'signOff.sign': everybody,
  'signOff.add': everybody,
  'signOff.report': everybody,
  'signOff.verify': everybody,
  'signOff.mail': manager('signOff'),
  'afterCare.watch': everybody,
  'afterCare.see': manager('signOff'),

  // who did what may be seen by all who stand here; files that leave the house are another matter
  'history.list': everybody,
  'history.run': everybody,
  'history.export': manager('takeAlong'),
  'support.gather': manager('takeAlong'),
  'support.read': manager('takeAlong'),
  'support.save': manager('takeAlong'),

  'status.watch': everybody,
  'service.samples': everybody,
  'recovery.read': everybody,
  'recovery.act': everybody,
  'orders.page': everybody,
  'orders.questions': everybody,
  'orders.statistics': everybody,
  'ticket.read': everybody,
  'ticket.timeline': everybody,
  'ticket.reprint': everybody,
  'ticket.resolve': everybody,
  'printer.test': everybody,

  'restaurant.read': everybody,
  'restaurant.preview': everybody,
  'restaurant.write': manager('restaurant'),
  'serviceSettings.read': everybody,
  'serviceSettings.write': admin('service'),
  'lanAccess.read': everybody,
  'lanAccess.write': admin('lanAccess'),

  'mail.recognise': everybody,
  'mail.read': everybody,
  'mail.history': everybody,
  'mail.test': manager('mail'),
  'mail.confirm': manager('mail'),
  'mail.setRules': manager('mail'),
  'mail.signIn': manager('mail'),
  'mail.signInClients': everybody,
  'mail.setSignInClient': admin('mailSignIn'),

  // nothing of it reaches the kitchen
  'practice.start': everybody,
  'practice.stop': everybody,
  'practice.watch': everybody,
  'practice.paper': everybody,
  'practice.mailbox': everybody,
  'practice.setMailbox': everybody,
  'practice.placeOrder': everybody,
  'practice.setPrinter': everybody,
  'practice.setInternet': everybody,
};
