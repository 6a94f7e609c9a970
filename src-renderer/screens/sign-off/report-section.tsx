import { Download, Mail, Printer, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { CheckDialog } from './check-dialog.tsx';
import { MailReportDialog } from './mail-report-dialog.tsx';
import { saveFile } from './save-file.ts';
import type { SignOffPart } from './sign-off-part.ts';

/** The report: saved, printed, and checked by its code. */
export function ReportSection({ view, about }: SignOffPart) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const { act, busy, error } = useAct('signOff.report');
  const [saved, setSaved] = useState<{ readonly file: string; readonly asPdf: boolean } | null>(null);
  const [checking, setChecking] = useState(false);
  const [mailing, setMailing] = useState(false);
  const save = async () => {
    const report = await act({ ...about, language });
    if (!report) return;
    saveFile(report.fileName, report.pdf === null ? { text: report.html } : { base64: report.pdf });
    setSaved({ file: report.fileName, asPdf: report.pdf !== null });
    announce(text('saved', { file: report.fileName }));
  };
  return (
    <section className="stack sign-off-report">
      <h2>{text('report')}</h2>
      <p className="quiet">{text('reportLead')}</p>
      {view.code ? (
        <p>
          {text('code')}: <code className="sign-off-code">{view.code}</code>
        </p>
      ) : (
        <p>{text('notYetSigned')}</p>
      )}
      <div className="row not-printed">
        <Button icon={Download} isDisabled={busy} onPress={() => void save()}>
          {busy ? text('makingReport') : text('saveReport')}
        </Button>
        {view.code ? (
          <Button icon={Mail} onPress={() => setMailing(true)}>
            {text('mailReport')}
          </Button>
        ) : null}
        <Button icon={Printer} onPress={() => window.print()}>
          {text('printReport')}
        </Button>
        <Button icon={ShieldCheck} onPress={() => setChecking(true)}>
          {text('check')}
        </Button>
      </div>
      {saved ? <StateMark tone="good">{text('saved', { file: saved.file })}</StateMark> : null}
      {saved && !saved.asPdf ? <p className="quiet">{text('noPdf')}</p> : null}
      {error ? <ErrorNotice error={error} onRetry={() => void save()} /> : null}
      {mailing ? <MailReportDialog about={about} onClose={() => setMailing(false)} /> : null}
      {checking ? <CheckDialog onClose={() => setChecking(false)} /> : null}
    </section>
  );
}
