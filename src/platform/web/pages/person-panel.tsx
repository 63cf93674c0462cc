import { useQuery } from '@tanstack/react-query';
import type { getPerson } from '#platform/shared/contracts/people.ts';
import type { listDivisions, listRoles } from '#platform/shared/contracts/roles.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { query } from '../lib/queries.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import css from './parts.module.css';
import { PersonAccount } from './person-account.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonStandIns } from './person-stand-ins.tsx';

export interface PersonPanelProps {
  /** 'new' adds a person. */
  readonly id: string;
  readonly roles: ReplyOf<typeof listRoles>['rows'];
  readonly divisions: ReplyOf<typeof listDivisions>['rows'];
  readonly onClose: () => void;
}

/** One person at the right of the list: his particulars, his account, standing in. */
export function PersonPanel(props: PersonPanelProps) {
  const { t } = useTexts();
  if (props.id === 'new') {
    return (
      <Drawer title={t('platform.people.add')} label={t('platform.people.add')} onClose={props.onClose}>
        <PersonForm {...props} person={undefined} />
      </Drawer>
    );
  }
  return <KnownPerson {...props} />;
}

function KnownPerson(props: PersonPanelProps) {
  const { t } = useTexts();
  const session = useSession();
  const card = useQuery(query<typeof getPerson>('/api/people/:id', { params: { id: props.id } }));
  const name = card.data?.person.name ?? t('platform.people.title');
  return (
    <Drawer title={name} label={name} onClose={props.onClose}>
      {card.isError && <ErrorState error={card.error} isInline onRetry={() => void card.refetch()} />}
      {card.isPending && <SkeletonText lines={8} />}
      {card.data && (
        <div className={css.sections}>
          <PersonForm {...props} key={card.data.person.version} person={card.data.person} />
          {mayDo(session, { resource: 'people', action: 'approve' }) && (
            <>
              <PersonAccount
                {...props}
                key={`account-${card.data.person.version}`}
                person={card.data.person}
              />
              <PersonStandIns card={card.data} />
            </>
          )}
        </div>
      )}
    </Drawer>
  );
}
