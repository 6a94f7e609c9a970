import { Field } from '../../design/field.tsx';
import { Select } from '../../design/select.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { type OwnServer, withSecurity } from './own-server.ts';

interface ServerFieldsProps {
  readonly own: OwnServer;
  readonly tried: boolean;
  readonly onChange: (own: OwnServer) => void;
}

/** Where a mail server of one's own is. Nobody with a known provider ever sees this. */
export function ServerFields({ own, tried, onChange }: ServerFieldsProps) {
  const text = useTexts('mail');
  const port = Number(own.port);
  const portFits = Number.isInteger(port) && port > 0 && port < 65_536 && port !== 25;
  const nameFits = /^(?=.{1,253}$)[A-Za-z0-9.:-]+$/.test(own.server.trim());
  return (
    <>
      <Field
        label={text('server')}
        hint={text('serverHint')}
        placeholder={text('serverExample')}
        value={own.server}
        onChange={(server) => onChange({ ...own, server })}
        problem={tried && !nameFits ? text('serverProblem') : null}
      />
      <Select
        label={text('security')}
        value={own.security}
        choices={(['tls', 'starttls'] as const).map((value) => ({ value, title: text(`securities.${value}`) }))}
        onChange={(security) => onChange(withSecurity(own, security))}
      />
      <Field
        label={text('port')}
        value={own.port}
        onChange={(typed) => onChange({ ...own, port: typed })}
        maxLength={5}
        digits
        problem={tried && !portFits ? text('portProblem') : null}
      />
      <Field
        label={text('user')}
        hint={text('userHint')}
        value={own.user}
        onChange={(user) => onChange({ ...own, user })}
        maxLength={254}
      />
    </>
  );
}
