"""What a client must know before anybody signs in."""

from litestar import get
from litestar.di import NamedDependency

from licenseserver import VERSION
from licenseserver.settings import Settings
from licensewire.service import CARD_ENTRY_FIELDS, CardEntry, SampleAccount, Service

LANGUAGES = ("en", "fr")


@get("/v1/service", sync_to_thread=False)
def read_service(
    settings: NamedDependency[Settings], samples: NamedDependency[tuple[SampleAccount, ...]]
) -> Service:
    """Describe this backend."""
    return Service(
        platform_name=settings.platform_name,
        version=VERSION,
        languages=LANGUAGES,
        card_entry=CardEntry(
            how=CARD_ENTRY_FIELDS,
            gateway_address=settings.gateway_client_address or settings.gateway_address,
            publishable_key=settings.gateway_publishable_key,
        ),
        practice=settings.practice,
        sample_accounts=samples,
    )
