"""Data centers: where an account's data can live, and which one suits the buyer (C1-C3)."""

from licensewire.shape import Answer, LocalizedText

BY_COUNTRY = "country"
BY_DEFAULT = "default"

GOVERNMENT = "government"
UNAVAILABLE = "unavailable"


class DataCenter(Answer):
    """One place.

    Attributes:
        id: as it stands in addresses ("fra1").
        country: ISO 3166 alpha-2.
        obstacle: why it cannot be chosen: `GOVERNMENT` (FedRAMP, with a custom plan only), `UNAVAILABLE`, or "".
    """

    id: str
    city: LocalizedText
    region: LocalizedText
    country: str
    obstacle: str = ""


class DataCenterChoice(Answer):
    """``GET /v1/data-centers``, readable without signing in: the list, and the choice that is made if none is (C2).

    Attributes:
        default_id: the data center that is taken unless another is chosen.
        reason: `BY_COUNTRY` (recommended: the nearest to `country`) or `BY_DEFAULT` (the place is not known; the
            default is then only a default and not recommended).
        country: ISO 3166 alpha-2 of the buyer's internet address, with `BY_COUNTRY`.
    """

    data_centers: tuple[DataCenter, ...]
    default_id: str
    reason: str
    country: str = ""
