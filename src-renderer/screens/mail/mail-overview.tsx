import type { MailView } from '../../../src-shared/mail/schema.ts';
import { Button } from '../../design/button.tsx';
import { FactList } from '../../design/facts.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import {
  answer,
  draftFor,
  freshDraft,
  type MailDraft,
  type MailPage,
  otherMailbox,
  type StoredAccount,
} from './mail-draft.ts';
import { mailTones, stateOfMails } from './mail-state.ts';
import { startTest } from './mail-test.ts';
import { StandingFailure } from './standing-failure.tsx';

interface MailOverviewProps {
  readonly targetId: string;
  readonly view: MailView;
  readonly account: StoredAccount;
}

/** How mails are: one sentence, why if not, and the ways to everything else. */
export function MailOverview({ targetId, view, account }: MailOverviewProps) {
  const text = useTexts('mail');
  const language = useLanguage();
  const state = stateOfMails(view);
  const { rules, waiting, ledger } = view;
  const list = (addresses: readonly string[]) => (addresses.length > 0 ? addresses.join(', ') : text('fact.nobody'));
  const oldest = waiting.oldestAt ? dayAndTime(waiting.oldestAt, language) : '';
  const open = (page: MailPage, other: Partial<MailDraft> = {}) => {
    answer({ ...draftFor(freshDraft, targetId, view, Date.now()), page, ...other });
    goTo('mail', 'set-up');
  };
  const prove = () => {
    open('receivers');
    startTest(targetId);
  };
  return (
    <div className="page mail-place">
      <div className="stack">
        <p className="quiet">{text('title')}</p>
        <h1 className="mail-sentence">
          <StateShape tone={mailTones[state]} size={34} />
          {text(`state.${state}`)}
        </h1>
        <p className="lead">{text(`stateMeaning.${state}`)}</p>
      </div>
      {view.failure && state === 'failing' ? (
        <StandingFailure
          failure={view.failure}
          from={account.from}
          onAgain={prove}
          onPage={(page, help) => open(page, help === 'mailbox' ? otherMailbox : {})}
        />
      ) : null}
      <div className="row">
        <Button kind={state === 'unproven' ? 'primary' : 'secondary'} onPress={prove}>
          {text(state === 'unproven' ? 'proveNow' : 'sendTest')}
        </Button>
        <Button onPress={() => open('sender')}>{text('changeMailbox')}</Button>
      </div>
      <FactList
        facts={[
          [text('fact.from'), account.from],
          [text('fact.to'), list(rules.to)],
          [text('fact.urgentOnly'), rules.urgentOnly.length > 0 ? list(rules.urgentOnly) : null],
          [text('fact.quiet'), rules.quietHours ? `${rules.quietHours.from} – ${rules.quietHours.to}` : null],
          [text('fact.proven'), view.provenAt ? dayAndTime(view.provenAt, language) : text('fact.notProven')],
          [
            text('fact.lastHandedOver'),
            view.lastHandedOverAt ? dayAndTime(view.lastHandedOverAt, language) : text('fact.never'),
          ],
          [text('fact.waiting'), text('waiting', { count: waiting.count, since: oldest })],
        ]}
      />
      <p className="quiet">
        {ledger.events === 0 ? text('ledger.nothing') : text('ledger.all', { ...ledger, count: ledger.events })}
      </p>
      <div className="mail-ways">
        <Way title={text('rulesTitle')} meaning={text('rulesWay')} onPress={() => goTo('mail', 'rules')} />
        <Way title={text('historyTitle')} meaning={text('historyWay')} onPress={() => goTo('mail', 'history')} />
      </div>
    </div>
  );
}

function Way({ title, meaning, onPress }: { title: string; meaning: string; onPress: () => void }) {
  return (
    <div className="mail-way-on">
      <p>{meaning}</p>
      <Button onPress={onPress}>{title}</Button>
    </div>
  );
}
