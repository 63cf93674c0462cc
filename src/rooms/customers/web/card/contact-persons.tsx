import { IconMail, IconPhone, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Dialog } from '#platform/web/ui/dialog.tsx';
import { Icon } from '#platform/web/ui/icon.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import type { Card } from '../card-page.tsx';
import css from './card.module.css';
import { ContactPersonForm } from './contact-person-form.tsx';

export type ContactPerson = Card['contacts'][number];

/** People who act for the customer: name, what they decide, how to reach them. */
export function ContactPersons({ card }: { readonly card: Card }) {
  const { t, formats } = useTexts();
  const [open, setOpen] = useState<ContactPerson | 'new'>();
  const close = () => setOpen(undefined);
  const known = open === 'new' ? undefined : open;
  return (
    <Section
      isAside
      title={t('customers.card.contacts')}
      note={card.contacts.length > 0 ? formats.int(card.contacts.length) : undefined}
      action={
        card.may.change && (
          <Button
            kind="quiet"
            icon={IconPlus}
            aria-label={t('customers.card.contacts.new')}
            onClick={() => setOpen('new')}
          />
        )
      }
    >
      {card.contacts.length === 0 ? (
        <p className="muted small">{t('customers.card.contacts.empty')}</p>
      ) : (
        <LineList lines={card.contacts.map((person) => lineOf(person))} />
      )}
      <Dialog
        isOpen={open !== undefined}
        onClose={close}
        title={known?.name ?? t('customers.card.contacts.new')}
      >
        {open !== undefined && <ContactPersonForm customerId={card.id} person={known} onDone={close} />}
      </Dialog>
    </Section>
  );

  function lineOf(person: ContactPerson) {
    const note = [
      person.position,
      person.role && t(`customers.role.${person.role}`),
      person.birthday && formats.longDay(person.birthday),
    ]
      .filter(Boolean)
      .join(', ');
    return {
      key: person.id,
      title: card.may.change ? (
        <button type="button" className={css['open']} onClick={() => setOpen(person)}>
          {person.name}
        </button>
      ) : (
        person.name
      ),
      note: note === '' ? undefined : note,
      value: <Reach person={person} />,
    };
  }
}

function Reach({ person }: { readonly person: ContactPerson }) {
  return (
    <span className={css['reach']}>
      {person.phone !== undefined && (
        <a href={`tel:${person.phone.split(' ')[0]}`} title={person.phone} aria-label={person.phone}>
          <Icon of={IconPhone} />
        </a>
      )}
      {person.email !== undefined && (
        <a href={`mailto:${person.email}`} title={person.email} aria-label={person.email}>
          <Icon of={IconMail} />
        </a>
      )}
    </span>
  );
}
