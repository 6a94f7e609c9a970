import { Rocket } from 'lucide-react';
import { obstacles } from '../../../src-shared/bonctl/preflight.ts';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import type { Target } from '../../../src-shared/contract/targets.ts';
import type { Setting } from '../../../src-shared/runbook/schema.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { FactList } from '../../design/facts.tsx';
import { Fold } from '../../design/fold.tsx';
import { Progress } from '../../design/progress.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { bytes, inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { GuideHint } from '../guide/guide-hint.tsx';
import { ChecklistHint } from '../readiness/checklist-hint.tsx';
import { changeDraft, forgetDeployment, type Offer, plannedValue, useDeploymentDraft } from './deployment-draft.ts';
import { PreflightSection } from './preflight-section.tsx';

interface ReadyPageProps {
  readonly target: Target;
  readonly offer: Offer;
  readonly onStarted: (runId: string) => void;
}

type Upload = EventOf<'deployment.upload'>;
const newest = (_before: Upload | null, event: Upload): Upload | null => event;

/** Everything is known: the version travels to the Pi, and one button starts. */
export function ReadyPage({ target, offer, onStarted }: ReadyPageProps) {
  const text = useTexts('deployment');
  const common = useTexts('common');
  const { values } = useDeploymentDraft();
  const upload = useStream('deployment.upload', { targetId: target.id }, null as Upload | null, newest);
  const start = useAct('deployment.start');
  const preflight = useCall('deployment.preflight', { targetId: target.id, settings: { ...values } });
  const blocked = preflight.answer.state === 'loaded' && obstacles(preflight.answer.value.findings).length > 0;
  const complete = upload.state?.complete ?? false;
  const ready = complete && !blocked;
  const act = async () => {
    const started = await start.act({ targetId: target.id, settings: { ...values } });
    if (!started) return;
    forgetDeployment();
    onStarted(started.runId);
  };
  return (
    <div className="wizard-inside">
      <WizardPage
        title={text('readyTitle', { version: offer.version, name: target.name })}
        lead={text(complete ? 'readyLead' : 'sendingLead')}
        onSubmit={() => {
          if (ready && !start.busy) void act();
        }}
        buttons={
          <>
            <Button kind="primary" icon={Rocket} type="submit" isDisabled={!ready || start.busy}>
              {start.busy ? text('starting') : complete ? text('start') : text('startSoon')}
            </Button>
            <Button onPress={() => changeDraft({ page: 'offer' })}>{common('back')}</Button>
          </>
        }
      >
        {start.error ? <ErrorNotice error={start.error} onRetry={() => void act()} /> : null}
        {upload.error ? (
          <ErrorNotice error={upload.error} onRetry={upload.again} retryLabel={text('continueSending')} />
        ) : (
          <UploadWords upload={upload.state} />
        )}
        <PreflightSection {...preflight} />
        <ChecklistHint targetId={target.id} offer={offer} />
        <GuideHint targetId={target.id} />
        <SettingsSummary offer={offer} />
      </WizardPage>
    </div>
  );
}

function UploadWords({ upload }: { upload: Upload | null }) {
  const text = useTexts('deployment');
  const language = useLanguage();
  if (upload?.complete)
    return (
      <StateMark tone="good">
        {upload.totalBytes > 0
          ? text('sent', { files: upload.files, bytes: bytes(upload.totalBytes, language) })
          : text('sentBefore')}
      </StateMark>
    );
  const { sentBytes = 0, totalBytes = 0 } = upload ?? {};
  return (
    <Progress
      label={text('sending')}
      words={upload ? `${bytes(sentBytes, language)} / ${bytes(totalBytes, language)}` : text('comparing')}
      value={upload ? sentBytes : 0}
      of={totalBytes || 1}
    />
  );
}

/** What the deployment will write, with a way to change each; what hardly anybody changes is folded away. */
function SettingsSummary({ offer }: { offer: Offer }) {
  const text = useTexts('deployment');
  const asked = offer.runbook.settings.filter((setting) => setting.required || setting.default === undefined);
  const rest = offer.runbook.settings.filter((setting) => !asked.includes(setting));
  return (
    <section className="stack stretch">
      <h2>{text('settings')}</h2>
      <SettingLines settings={asked} offer={offer} />
      {rest.length > 0 ? (
        <Fold title={text('moreSettings', { count: rest.length })}>
          <SettingLines settings={rest} offer={offer} />
        </Fold>
      ) : null}
    </section>
  );
}

function SettingLines({ settings, offer }: { settings: readonly Setting[]; offer: Offer }) {
  const text = useTexts('deployment');
  const common = useTexts('common');
  const language = useLanguage();
  const { values } = useDeploymentDraft();
  return (
    <FactList
      facts={settings.map((setting) => {
        const value = plannedValue(setting, offer, values);
        const title = inLanguage(setting.title, language);
        const chosen = setting.choices?.find((choice) => choice.value === value);
        const words = value === 'secret' ? text('secretThere') : chosen ? inLanguage(chosen.title, language) : value;
        return [
          title,
          <span key={setting.key} className="row row-apart">
            <span className={words ? '' : 'quiet'}>{words || text('nothingSet')}</span>
            <Button
              kind="quiet"
              aria-label={`${common('change')}: ${title}`}
              onPress={() => changeDraft({ page: 'questions', asking: setting.key })}
            >
              {common('change')}
            </Button>
          </span>,
        ] as const;
      })}
    />
  );
}
