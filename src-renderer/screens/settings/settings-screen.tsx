import type { PlaceProps } from '../../app/frame.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { FactList } from '../../design/facts.tsx';
import { MachineFacts } from '../../design/machine-facts.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { changePreferences, usePreferences } from '../../stores/preferences.ts';
import { LanPage } from './lan-page.tsx';
import { NoticeChoice } from './notice-choice.tsx';
import { PeoplePage } from './people-page.tsx';
import { PrintersPage } from './printers-page.tsx';
import { ServicePage } from './service-page.tsx';
import './settings.css';
import { SoundChoice } from './sound-choice.tsx';
import { TicketsPage } from './tickets-page.tsx';
import { Unpair } from './unpair.tsx';

/** Language and brightness, the Pi's facts, and the way to let it go. */
export default function SettingsScreen({ target, detail }: PlaceProps) {
  if (detail === 'people') return <PeoplePage />;
  if (detail === 'printers') return <PrintersPage targetId={target.id} />;
  if (detail === 'service') return <ServicePage targetId={target.id} />;
  if (detail === 'lan') return <LanPage target={target} />;
  if (detail === 'tickets') return <TicketsPage targetId={target.id} />;
  return <AllSettings target={target} />;
}

function AllSettings({ target }: Pick<PlaceProps, 'target'>) {
  const text = useTexts('settings');
  const preferences = usePreferences();
  return (
    <div className="page">
      <h1>{text('title')}</h1>
      <div>
        <section className="settings-part">
          <h2>{text('window')}</h2>
          <ChoiceCards
            label={text('language')}
            across
            value={preferences.language}
            onChange={(language) => changePreferences({ language })}
            choices={[
              { value: 'de', title: text('german') },
              { value: 'en', title: text('english') },
            ]}
          />
          <ChoiceCards
            label={text('theme')}
            across
            value={preferences.theme}
            onChange={(theme) => changePreferences({ theme })}
            choices={(['system', 'light', 'dark'] as const).map((value) => ({ value, title: text(`themes.${value}`) }))}
          />
          <SoundChoice />
          <NoticeChoice />
        </section>
        <PaperPart />
        <PeoplePart />
        <PiPart target={target} />
        {target.kind === 'pi' ? <Unpair target={target} /> : null}
        <AboutPart />
      </div>
    </div>
  );
}

/** The ways to what concerns printers and tickets: each is a page of its own. */
function PaperPart() {
  const text = useTexts('restaurant');
  const service = useTexts('serviceSettings');
  return (
    <section className="settings-part">
      <h2>{text('printing')}</h2>
      <Way title={text('printersTitle')} meaning={text('printersWay')} onPress={() => goTo('settings', 'printers')} />
      <Way title={text('ticketsTitle')} meaning={text('ticketsWay')} onPress={() => goTo('settings', 'tickets')} />
      <Way title={service('title')} meaning={service('way')} onPress={() => goTo('settings', 'service')} />
    </section>
  );
}

function Way({ title, meaning, onPress }: { title: string; meaning: string; onPress: () => void }) {
  return (
    <div className="settings-way">
      <p>{meaning}</p>
      <Button onPress={onPress}>{title}</Button>
    </div>
  );
}

function PeoplePart() {
  const text = useTexts('people');
  return (
    <section className="settings-part">
      <h2>{text('title')}</h2>
      <Way title={text('title')} meaning={text('way')} onPress={() => goTo('settings', 'people')} />
    </section>
  );
}

function PiPart({ target }: Pick<PlaceProps, 'target'>) {
  const text = useTexts('settings');
  const lan = useTexts('lanAccess');
  const language = useLanguage();
  const { answer, again } = useCall('targets.facts', { targetId: target.id });
  return (
    <section className="settings-part">
      <h2>{text('pi')}</h2>
      <FactList
        facts={[
          [text('fact.address'), target.port === 22 ? target.address : `${target.address}:${target.port}`],
          [text('fact.user'), target.user],
          [
            text('fact.fingerprint'),
            <span key="fingerprint" className="settings-fingerprint">
              {target.hostKey}
            </span>,
          ],
          [text('fact.paired'), dayAndTime(target.pairedAt, language)],
        ]}
      />
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <MachineFacts facts={answer.value} /> : null}
      <Way title={lan('title')} meaning={lan('way')} onPress={() => goTo('settings', 'lan')} />
    </section>
  );
}

function AboutPart() {
  const text = useTexts('settings');
  const { answer } = useCall('app.info', {});
  if (answer.state !== 'loaded') return null;
  return (
    <section className="settings-part">
      <h2>{text('about')}</h2>
      <p>{text('version', { version: answer.value.version })}</p>
      <p className="quiet">{text(answer.value.vault === 'system' ? 'vaultSystem' : 'vaultSession')}</p>
    </section>
  );
}
