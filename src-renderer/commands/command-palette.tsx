import { Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import type { Target } from '../../src-shared/contract/targets.ts';
import '../design/field.css';
import { Icon } from '../design/icon.tsx';
import { useLanguage } from '../language/use-language.ts';
import { useTexts } from '../language/use-texts.ts';
import { useSession } from '../roles/session.ts';
import { placesOf } from '../stores/navigation.ts';
import { useTargets } from '../stores/targets.ts';
import { showCommands } from './command-surface.ts';
import './commands.css';
import { type Command, commandsFor, orderSearchCommand } from './commands.ts';
import { findsCommand } from './find-command.ts';
import { Keys } from './keys.tsx';
import { shortcutsFor } from './shortcuts.ts';

/** One line to type in, and below it where it leads: places, settings, other Pis, orders. Arrow keys choose, Enter goes, Escape leaves. */
export default function CommandPalette({ target }: { target: Target }) {
  const text = useTexts('commands');
  const common = useTexts('common');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const targets = useTargets((state) => state.targets) ?? [];
  const maySignIn = useSession((session) => session.rolesCount && session.person === null);
  const titleOf = (command: Command): string => {
    if (command.kind === 'place') return common(`places.${command.place}`);
    if (command.kind === 'pi') return common('switchTo', { name: command.pi });
    if (command.kind === 'search') return text('searchOrders', { words: command.words });
    return text(`command.${command.name}`);
  };
  const alsoOf = (command: Command): string => {
    if (command.kind === 'place') return text(`alsoPlace.${command.place}`);
    return command.kind === 'named' ? text(`also.${command.name}`) : '';
  };
  const found = commandsFor({ target, targets, maySignIn }).filter((command) =>
    findsCommand(`${titleOf(command)} ${alsoOf(command)}`, typed),
  );
  const search = orderSearchCommand(typed);
  const shown = search ? [...found, search] : found;
  const shortcuts = shortcutsFor(placesOf(target.kind));
  return (
    <ModalOverlay
      className="curtain commands-curtain"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) showCommands('none');
      }}
    >
      <Modal className="dialog-frame">
        <AriaDialog className="commands" aria-label={text('title')}>
          {/* In another language other commands match, and the one that was marked may be gone. */}
          <Autocomplete key={language} inputValue={typed} onInputChange={setTyped}>
            <SearchField className="commands-line" autoFocus maxLength={100}>
              <Label className="hidden-words">{text('title')}</Label>
              <Icon of={Search} size={20} />
              <Input className="input" placeholder={text('example')} />
            </SearchField>
            <Menu
              className="commands-list"
              aria-label={text('title')}
              items={shown}
              onAction={(id) => {
                showCommands('none');
                shown.find((command) => command.id === id)?.run();
              }}
            >
              {(command) => {
                const shortcut = shortcuts.find(
                  ({ act }) => command.kind === 'place' && act.kind === 'place' && act.place === command.place,
                );
                return (
                  <MenuItem className="commands-item" textValue={titleOf(command)}>
                    <span>{titleOf(command)}</span>
                    {shortcut ? <Keys of={shortcut} /> : null}
                  </MenuItem>
                );
              }}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
