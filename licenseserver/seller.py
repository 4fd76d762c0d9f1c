"""Who sells: the name, address and tax ID on invoices and in mails."""

from functools import cache

import msgspec

from licenseserver.catalogue import DATA


class Seller(msgspec.Struct, frozen=True):
    """Attributes:
    id: whose series of invoice numbers is counted; never changed, whatever else does.
    lines: the postal address as it is written on a letter.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    tax_id: str
    email: str


@cache
def load_seller() -> Seller:
    """Read the seller from the data files."""
    return msgspec.json.decode((DATA / "seller.json").read_bytes(), type=Seller)
