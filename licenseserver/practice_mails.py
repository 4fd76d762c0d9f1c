"""The outbox as practice mode shows it: there, nobody else receives its mails."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import MailRow
from licensewire import problem
from licensewire.practice import PracticeMail, PracticeMails

_MOST = 50


def practice_mails(session: Session, *, practice: bool) -> PracticeMails:
    """Return the newest mails, newest first.

    Raises:
        ProblemError: `problem.NOT_FOUND` outside of practice mode.
    """
    if not practice:
        raise ProblemError(problem.NOT_FOUND)
    rows = session.scalars(select(MailRow).order_by(MailRow.created_at.desc(), MailRow.id).limit(_MOST))
    return PracticeMails(
        mails=tuple(
            PracticeMail(
                id=row.id,
                recipient=row.recipient,
                subject=row.subject,
                text=row.text,
                created_at=row.created_at,
                sent_at=row.sent_at,
            )
            for row in rows
        )
    )
