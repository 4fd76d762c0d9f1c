"""What an account keeps and what it loses when it becomes Free, measured on its own data (B6)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.catalogue import FREE, Catalogue
from licenseserver.tables import UsageRow
from licenseserver.usage import MEASURED
from licensewire.plans import NO, NUMBER, UNLIMITED, YES, Cell
from licensewire.renewals import Loss
from licensewire.shape import LocalizedText

STAYS: tuple[LocalizedText, ...] = (
    {"en": "Your surveys, all of them", "fr": "Vos enquêtes, toutes"},
    {
        "en": "All responses collected so far, and their export as a file",
        "fr": "Toutes les réponses recueillies, et leur export dans un fichier",
    },
    {
        "en": "Your account, its users and its brand ID",
        "fr": "Votre compte, ses utilisateurs et son identifiant de marque",
    },
)


def losses(session: Session, catalogue: Catalogue, account_id: str) -> tuple[Loss, ...]:
    """Return each measured limit with what the account uses of it, beside what a Free account may use."""
    limits, names = catalogue.entitlements(FREE).limits, _names(catalogue)
    rows = session.scalars(select(UsageRow).where(UsageRow.account_id == account_id))
    used = {row.limit_id: row.used for row in rows}
    return tuple(
        Loss(
            limit_id=limit,
            name=names[limit],
            used=used.get(limit, 0),
            free_limit=limits[limit],
            over=_over(used.get(limit, 0), limits[limit]),
        )
        for limit in MEASURED
        if limit in limits
    )


def features_lost(catalogue: Catalogue, plan_id: str) -> tuple[LocalizedText, ...]:
    """Return the plan's features that a Free account does not have, or has less of."""
    plan, free = catalogue.plan(plan_id), catalogue.plan(FREE)
    if plan is None or free is None:
        return ()
    names = _names(catalogue)
    lost = []
    for feature, cell in plan.cells.items():
        left = free.cells[feature]
        if cell.kind == YES and left.kind == NO:
            lost.append(names[feature])
        elif feature not in MEASURED and left.kind == NUMBER and _is_less(left, cell):
            lost.append(_fewer(names[feature], left, cell))
    return tuple(lost)


def _over(used: int, limit: int | None) -> int:
    return 0 if limit is None else max(0, used - limit)


def _is_less(left: Cell, cell: Cell) -> bool:
    if cell.kind == UNLIMITED:
        return True
    return cell.kind == NUMBER and (left.number or 0) < (cell.number or 0)


def _fewer(name: LocalizedText, left: Cell, cell: Cell) -> LocalizedText:
    unlimited = cell.kind == UNLIMITED
    before = (
        {"en": "unlimited", "fr": "illimité"} if unlimited else {"en": str(cell.number), "fr": str(cell.number)}
    )
    return {
        "en": f"{name['en']} ({before['en']} → {left.number})",
        "fr": f"{name.get('fr', name['en'])} ({before['fr']} → {left.number})",
    }


def _names(catalogue: Catalogue) -> dict[str, LocalizedText]:
    return {feature.id: feature.name for group in catalogue.groups for feature in group.features}
