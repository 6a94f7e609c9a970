/** Why a mail could not be handed over: what happened, and what it means or what helps. Both together stay under 240 characters. */
export const mailCauses = {
  'server-name-unknown': {
    happened: 'There is no mail server called “{{server}}”.',
    meaning: 'Perhaps the name has a typing mistake. The internet itself works.',
  },
  'no-internet': {
    happened: 'The Pi cannot reach the internet right now.',
    meaning: 'Your mailbox is not the reason. See whether all lights of the router are on as usual.',
  },
  'port-blocked': {
    happened: 'The way from the Pi to {{server}} is blocked (port {{port}}).',
    meaning: 'Usually it is the router. Whoever looks after your network can open ports 465 and 587 for the Pi.',
  },
  'port-refused': {
    happened: '{{server}} takes no mail on port {{port}}.',
    meaning: 'The server is there, but not for this. Usually its name or the port is wrong.',
  },
  'wrong-encryption': {
    happened: '{{server}} encrypts in another way than expected on port {{port}}.',
    meaning: 'Your password was not sent. The other port, 465 or 587, usually helps.',
  },
  'no-encryption': {
    happened: '{{server}} offers no encryption.',
    meaning: 'Others could read your password, so it was not sent. Use a mailbox that encrypts.',
  },
  'certificate-expired': {
    happened: 'The identity card of {{server}} has expired (certificate).',
    meaning: 'The Pi cannot be sure whom it talks to. Your password was not sent.',
  },
  'certificate-not-yet-valid': {
    happened: 'The identity card of {{server}} is not valid yet (certificate).',
    meaning: 'Usually the Pi’s clock is wrong. With internet it sets itself within minutes.',
  },
  'certificate-other-name': {
    happened: 'The server’s identity card is for another name than {{server}}.',
    meaning: 'Your password was not sent. The right name is in your provider’s instructions.',
  },
  'certificate-untrusted': {
    happened: 'Nobody whom the Pi knows vouches for {{server}} (certificate).',
    meaning: 'Your password was not sent. Whoever looks after the server can put it right.',
  },
  'sign-in-refused': {
    happened: '{{provider}} refused the sign-in.',
    meaning: 'Usually the password has a typing mistake, or access for mail programs is switched off there.',
  },
  'app-password-needed': {
    happened: '{{provider}} wants a password of its own for programs.',
    meaning: 'Your usual password does not work here. You make the app password at {{provider}}, in two minutes.',
  },
  'password-sign-in-ended': {
    happened: '{{provider}} no longer lets programs send with a password.',
    meaning: 'Your password is fine, it just does not help any more. Take another way or another mailbox.',
  },
  'sending-locked-by-admin': {
    happened: 'Your administration has locked sending for this mailbox.',
    meaning: 'Your password is fine. The administration can allow “Authenticated SMTP” for this mailbox.',
  },
  'program-access-off': {
    happened: 'At {{provider}} access for mail programs is switched off.',
    meaning: 'Switch it on there once. Your password stays the same.',
  },
  'too-many-sign-ins': {
    happened: '{{provider}} lets nobody in for a while after too many sign-ins.',
    meaning: 'Wait a quarter of an hour. Each attempt before that makes it longer.',
  },
  'web-sign-in-needed': {
    happened: '{{provider}} wants you to sign in once in the browser.',
    meaning: 'There you confirm that it is you. After that the Pi can send as well.',
  },
  'account-locked': {
    happened: '{{provider}} has locked this mailbox.',
    meaning: 'Sign in in the browser. It says there why, and how to open it again.',
  },
  'no-sign-in-offered': {
    happened: '{{server}} offers no sign-in that the Pi knows.',
    meaning: 'Your password was not sent. Usually it is the wrong server.',
  },
  'not-signed-in': {
    happened: '{{server}} wants a sign-in.',
    meaning: 'Without a password it takes no mail.',
  },
  'token-expired': {
    happened: 'The sign-in at {{provider}} has expired.',
    meaning: 'This happens when a password was changed or access was taken back. Sign in again.',
  },
  'consent-needed': {
    happened: 'Your administration has to agree that Bonwart may send mail.',
    meaning: 'Your account belongs to a company that approves new programs first. Your password is fine.',
  },
  'other-account-signed-in': {
    happened: 'Another account than that of {{from}} has signed in.',
    meaning: '{{provider}} lets only the owner of an address send from it. Sign in with {{from}}.',
  },
  'program-not-registered': {
    happened: '{{provider}} does not know Bonwart’s application ID.',
    meaning: 'Your mailbox is not the reason. Whoever set up the ID has to check it.',
  },
  'sign-in-service-silent': {
    happened: 'The sign-in of {{provider}} does not answer right now.',
    meaning: 'The provider or the internet is the reason. Try again in a few minutes.',
  },
  'clock-wrong': {
    happened: 'The Pi’s clock is wrong, so the sign-in does not count.',
    meaning: 'With internet it sets itself within minutes.',
  },
  'policy-forbids-sign-in': {
    happened: 'A rule of your company forbids the Pi to sign in.',
    meaning: 'Your password is fine. The administration can make an exception.',
  },
  'sender-not-allowed': {
    happened: '{{provider}} does not let this mailbox send as {{from}}.',
    meaning: 'Only the address that belongs to the mailbox can be the sender.',
  },
  'sender-domain-unknown': {
    happened: '{{server}} does not take {{from}} as a sender.',
    meaning: 'What stands behind the @ cannot be found. Perhaps the address has a typing mistake.',
  },
  'relay-refused': {
    happened: '{{server}} will not pass this mail on.',
    meaning: 'It sends for its own addresses only. {{from}} probably belongs to another provider.',
  },
  'recipient-unknown': {
    happened: 'One of the recipients’ addresses does not exist.',
    meaning: 'Sign-in and sender are right. Check whether the address has a typing mistake.',
  },
  'some-recipients-refused': {
    happened: 'Not all recipients were accepted.',
    meaning: 'The others get the mail. Which address it is, the server’s answer says.',
  },
  'recipient-full': {
    happened: 'One of the recipients’ mailboxes is full.',
    meaning: 'Somebody has to clear it. Until then nothing arrives.',
  },
  'own-mailbox-full': {
    happened: 'The mailbox {{from}} is full and so may not send.',
    meaning: 'Delete old mails there, in the bin as well, and try again.',
  },
  greylisted: {
    happened: 'The recipient’s server makes new senders wait at first.',
    meaning: 'This is a usual protection against spam. In a few minutes it takes the same mail.',
  },
  'server-busy': {
    happened: '{{server}} is too busy right now.',
    meaning: 'This is usually over in a few minutes. What you entered is not the reason.',
  },
  'limit-reached': {
    happened: '{{provider}} allows no more mails today.',
    meaning: 'Each mailbox may send only so many. Tomorrow it works again.',
  },
  'too-large': {
    happened: '{{server}} finds the mail too large.',
    meaning: 'The Pi’s mails are small. The mailbox probably has an unusually tight limit.',
  },
  'taken-for-forged': {
    happened: 'The server takes the sender {{from}} for forged.',
    meaning: 'Only certain servers may send from this address. Use the server that belongs to it.',
  },
  'taken-for-spam': {
    happened: 'The server takes the mail for spam.',
    meaning: 'Try again. If it stays like this, a mailbox with another provider helps.',
  },
  'address-on-blocklist': {
    happened: 'Your internet line is on a blocklist.',
    meaning:
      'Spam once came from there, often through no fault of yours. Whoever looks after your network can have it removed.',
  },
  'connection-broken': {
    happened: 'The connection to {{server}} broke off.',
    meaning: 'Usually it was only a hiccup of the internet. Try again.',
  },
  'no-answer-in-time': {
    happened: '{{server}} does not answer.',
    meaning: 'The Pi waited as long as makes sense. Try again.',
  },
  unknown: {
    happened: '{{server}} did not take the mail.',
    meaning: 'It says why only in its own words. They are below.',
  },
};
