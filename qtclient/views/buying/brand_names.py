"""Card brands as people know them."""

from PySide6.QtCore import QCoreApplication

from qtclient.forms.card_number import BRANDS

_NAMES = {brand.id: brand.name for brand in BRANDS}


def brand_name(brand: str) -> str:
    """Return the name of a brand from the gateway's word for it ("amex"); a general word for an unknown one."""
    return _NAMES.get(brand) or QCoreApplication.translate("Billing", "Card")
