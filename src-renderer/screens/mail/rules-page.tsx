import { useState } from 'react';
import type { MailRules, MailView } from '../../../src-shared/mail/schema.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { MailPart } from './mail-part.tsx';
import { draftOfRules, type RulesDraft, rulesOf } from './rules.ts';
import { RulesForm } from './rules-form.tsx';

/** Who gets what, when and in which language: change, save, and take it back. */
export function RulesPage({ targetId, view }: { targetId: string; view: MailView }) {
  const text = useTexts('mail');
  const [stored, setStored] = useState<MailRules>(view.rules);
  const [draft, setDraft] = useState<RulesDraft>(draftOfRules(view.rules));
  /** What held before the last saving, and whether that saving was the taking back. */
  const [before, setBefore] = useState<MailRules | null>(null);
  const [said, setSaid] = useState<'saved' | 'undone' | null>(null);
  const [tried, setTried] = useState(false);
  const write = useAct('mail.setRules');
  const rules = rulesOf(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOfRules(stored));
  const store = async (next: MailRules, how: 'saved' | 'undone') => {
    const answer = await write.act({ targetId, rules: next });
    if (!answer) return;
    setBefore(how === 'saved' ? stored : null);
    setStored(answer.rules);
    setDraft(draftOfRules(answer.rules));
    setTried(false);
    setSaid(how);
    announce(text(how));
  };
  const save = () => {
    setTried(true);
    if (rules) void store(rules, 'saved');
  };
  return (
    <MailPart title={text('rulesTitle')}>
      <form
        className="stack stack-wide stretch"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <RulesForm
          draft={draft}
          tried={tried}
          onChange={(part) => {
            setDraft({ ...draft, ...part });
            setSaid(null);
          }}
        />
        {write.error ? <ErrorNotice error={write.error} onRetry={save} /> : null}
        <div className="mail-store">
          {isChanged || write.busy ? (
            <div className="row">
              <Button kind="primary" type="submit" isDisabled={write.busy}>
                {write.busy ? text('saving') : text('save')}
              </Button>
              <Button isDisabled={write.busy} onPress={() => setDraft(draftOfRules(stored))}>
                {text('discard')}
              </Button>
              {tried && !rules ? <StateMark tone="bad">{text('doesNotFit')}</StateMark> : null}
            </div>
          ) : said ? (
            <div className="row">
              <StateMark tone="good">{text(said)}</StateMark>
              {before ? <Button onPress={() => void store(before, 'undone')}>{text('undo')}</Button> : null}
            </div>
          ) : null}
        </div>
      </form>
    </MailPart>
  );
}
