import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type Contact, contactSchema } from '../../../src-shared/guide/guide.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface ContactsSectionProps {
  readonly contacts: readonly Contact[];
  readonly busy: boolean;
  readonly save: (contacts: Contact[]) => void;
}

const most = 8;

/** Whom one may call when something is stuck. */
export function ContactsSection({ contacts, busy, save }: ContactsSectionProps) {
  const text = useTexts('guide');
  const common = useTexts('common');
  const [editing, setEditing] = useState<number | null>(null);
  const keep = (contact: Contact) => {
    save(
      editing === contacts.length
        ? [...contacts, contact]
        : contacts.map((one, at) => (at === editing ? contact : one)),
    );
    setEditing(null);
  };
  return (
    <section className="stack stretch">
      <h2>{text('contacts')}</h2>
      <p className="quiet">{text('contactsLead')}</p>
      {contacts.length === 0 ? (
        <p>{text('contactsNone')}</p>
      ) : (
        <ul className="guide-contacts">
          {contacts.map((contact, place) => (
            <li key={`${contact.name} ${contact.telephone}`} className="row row-apart">
              <span>
                <strong>{contact.name}</strong>
                {contact.role ? <span className="quiet"> · {contact.role}</span> : null}
                <br />
                <span className="figures">{contact.telephone}</span>
              </span>
              <span className="row">
                <Button aria-label={text('editContact', { name: contact.name })} onPress={() => setEditing(place)}>
                  {common('change')}
                </Button>
                <Button kind="quiet" isDisabled={busy} onPress={() => save(contacts.filter((one) => one !== contact))}>
                  {text('removeContact', { name: contact.name })}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button icon={UserPlus} isDisabled={contacts.length >= most} onPress={() => setEditing(contacts.length)}>
          {text('addContact')}
        </Button>
      </div>
      {editing === null ? null : (
        <ContactDialog contact={contacts[editing] ?? null} onKeep={keep} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function ContactDialog(props: {
  readonly contact: Contact | null;
  readonly onKeep: (contact: Contact) => void;
  readonly onClose: () => void;
}) {
  const text = useTexts('guide');
  const common = useTexts('common');
  const [name, setName] = useState(props.contact?.name ?? '');
  const [role, setRole] = useState(props.contact?.role ?? '');
  const [telephone, setTelephone] = useState(props.contact?.telephone ?? '');
  const contact = contactSchema.safeParse({ name, role, telephone });
  const isWrong = telephone.trim().length > 3 && !contactSchema.shape.telephone.safeParse(telephone).success;
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.contact ? text('editContact', { name: props.contact.name }) : text('addContact')}
      buttons={
        <>
          <Button
            kind="primary"
            isDisabled={!contact.success}
            onPress={() => {
              if (contact.success) props.onKeep(contact.data);
            }}
          >
            {text('save')}
          </Button>
          <Button onPress={props.onClose}>{common('cancel')}</Button>
        </>
      }
    >
      <Field label={text('name')} value={name} onChange={setName} maxLength={80} autoFocus />
      <Field label={text('role')} hint={text('roleHint')} value={role} onChange={setRole} maxLength={80} />
      <Field
        label={text('telephone')}
        value={telephone}
        onChange={setTelephone}
        maxLength={40}
        problem={isWrong ? text('telephoneWrong') : null}
      />
    </Dialog>
  );
}
