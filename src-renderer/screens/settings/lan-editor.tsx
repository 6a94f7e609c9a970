import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LanAccess } from '../../../src-shared/contract/lan-access.ts';
import { lanPortBounds, presetLanPort } from '../../../src-shared/service/lan-access.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { draftOf, type LanDifference, type LanDraft, lanDifference } from './lan-draft.ts';
import { NewToken, TokenOnce } from './lan-token.tsx';

interface EditorProps {
  readonly targetId: string;
  readonly known: LanAccess;
  readonly onStored: (access: LanAccess) => void;
}

/** Open or closed, and on which port: looked at once more, used, and taken back with one press. */
export function LanEditor({ targetId, known, onStored }: EditorProps) {
  const text = useTexts('lanAccess');
  const service = useTexts('serviceSettings');
  const [typed, setTyped] = useState<Partial<LanDraft>>({});
  const [before, setBefore] = useState<{ readonly port: number | null } | null>(null);
  const [token, setToken] = useState<string | null>(null);
  const write = useAct('lanAccess.write');
  const draft = { ...draftOf(known), ...typed };
  const { difference, problem } = lanDifference(known, draft);
  const store = async (port: number | null, more: { newToken?: boolean; isUndo?: boolean } = {}) => {
    const answer = await write.act({ targetId, port, newToken: more.newToken ?? false });
    if (!answer) return false;
    const { token: made, before: former, ...access } = answer;
    setBefore(more.isUndo || former === access.wanted ? null : { port: former });
    setTyped({});
    setToken(made);
    onStored(access);
    announce(more.isUndo ? service('undone') : text('applied'));
    return true;
  };
  const isChanged = difference !== null || problem !== null;
  return (
    <>
      <section className="settings-part">
        <ChoiceCards
          label={text('choose')}
          value={draft.isOpen ? 'open' : 'closed'}
          onChange={(value) => setTyped({ ...typed, isOpen: value === 'open' })}
          choices={[
            { value: 'closed', title: text('closed'), detail: text('closedMeaning') },
            { value: 'open', title: text('open'), detail: text('openMeaning') },
          ]}
        />
        {draft.isOpen ? (
          <Field
            label={text('port')}
            hint={text('portHint', { preset: String(presetLanPort) })}
            value={draft.port}
            onChange={(port) => setTyped({ ...typed, port })}
            problem={problem ? text(`problem.${problem}`, wordsOf(lanPortBounds)) : null}
            maxLength={5}
            digits
          />
        ) : null}
      </section>
      {write.error ? (
        <InView>
          <ErrorNotice error={write.error}>
            <Button onPress={write.forget}>{text('understood')}</Button>
          </ErrorNotice>
        </InView>
      ) : null}
      {before && !isChanged && !write.error ? (
        <InView>
          <div className="row">
            <StateMark tone="good">{text('applied')}</StateMark>
            <Button isDisabled={write.busy} onPress={() => void store(before.port, { isUndo: true })}>
              {write.busy ? service('applying') : service('undo')}
            </Button>
          </div>
        </InView>
      ) : null}
      {isChanged && !write.error ? (
        <InView>
          {difference ? <Difference of={difference} /> : null}
          <div className="row">
            <Button
              kind="primary"
              isDisabled={write.busy || difference === null}
              onPress={() => void store(difference && 'port' in difference ? difference.port : null)}
            >
              {write.busy ? service('applying') : service('apply')}
            </Button>
            <Button kind="quiet" isDisabled={write.busy} onPress={() => setTyped({})}>
              {service('discard')}
            </Button>
          </div>
          <p className="quiet small">{problem ? service('fixFirst') : service('applyMeaning')}</p>
        </InView>
      ) : null}
      {known.wanted === null ? null : (
        <NewToken
          isFirst={!known.hasToken}
          isBusy={write.busy}
          onMake={() => store(known.wanted, { newToken: true })}
        />
      )}
      {token === null ? null : <TokenOnce token={token} onClose={() => setToken(null)} />}
    </>
  );
}

/** What has just come below the form: the window goes along as far as it must, and what was chosen stays in sight. */
function InView({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} className="lan-outcome">
      {children}
    </div>
  );
}

/** A port is a name: no separators in its digits. */
function wordsOf({ least, most }: { readonly least: number; readonly most: number }) {
  return { least: String(least), most: String(most) };
}

function Difference({ of }: { of: LanDifference }) {
  const text = useTexts('lanAccess');
  const port = 'port' in of ? String(of.port) : '';
  const before = 'before' in of ? String(of.before) : '';
  const lines = {
    opens: [
      text('opens', { port }),
      text(of.kind === 'opens' && of.makesToken ? 'makesToken' : 'keepsToken'),
      text('notEncrypted'),
    ],
    moves: [text('moves', { before, port }), text('keepsToken')],
    closes: [text('closes', { port: before })],
    clears: [text('clears')],
  }[of.kind];
  return (
    <div className="settings-difference">
      <h2 className="small">{text('difference')}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
