import { type MailServer, mailServerSchema } from '../../../src-shared/mail/schema.ts';

/** An own mail server as it is typed. */
export interface OwnServer {
  readonly server: string;
  readonly port: string;
  readonly security: 'tls' | 'starttls';
  /** Empty: the address itself. */
  readonly user: string;
}

export const emptyServer: OwnServer = { server: '', port: '465', security: 'tls', user: '' };

const usualPorts = { tls: '465', starttls: '587' } as const;

/** The usual kind of encryption of a port (RFC 8314). */
function usualSecurity(port: number): 'tls' | 'starttls' {
  return port === 465 ? 'tls' : 'starttls';
}

/** A known server as it would have been typed. */
export function typedServer({ server, port, user, security }: MailServer): OwnServer {
  return { server, port: String(port), security: security ?? usualSecurity(port), user };
}

/** With the other kind of encryption; the usual port goes along, one of its own stays. */
export function withSecurity(own: OwnServer, security: OwnServer['security']): OwnServer {
  const port = own.port === usualPorts[own.security] ? usualPorts[security] : own.port;
  return { ...own, security, port };
}

/** The server to try; null while something is missing or cannot be. Port 25 is for servers among themselves. */
export function serverOf({ server, port, security, user }: OwnServer, address: string): MailServer | null {
  const number = Number(port);
  const parsed = mailServerSchema.safeParse({
    server: server.trim().toLowerCase(),
    port: number,
    user: user.trim() || address,
    ...(security === usualSecurity(number) ? {} : { security }),
  });
  return parsed.success && number !== 25 ? parsed.data : null;
}
