"""The scenes of the Invoices section of Billing, and of the sheets that change to whom the next ones go."""

from qtclient import links
from qtclient.links import Place
from tests.gallery import billings
from tests.gallery.sessions import signed_in
from tests.gallery.stage import Scene

STATES = (
    "loading",
    "empty",
    "one",
    "many",
    "still-coming",
    "credit-note",
    "no-match",
    "period",
    "failed",
    "page-missing",
    "saving-all",
    "disk-full",
    "saving-cut",
    "saved-all",
    "saved-one",
    "details",
    "details-wrong",
    "recipients",
)


def scenes() -> list[Scene]:
    shown = billings.state(billings.renewing())
    return [
        Scene(
            f"invoices-{state}",
            signed_in("strategic-research"),
            Place(links.BILLING),
            {links.BILLING: shown},
            f"invoices_{state.replace('-', '_')}",
        )
        for state in STATES
    ]
