"""Data centers, with the one that suits the caller."""

from litestar import get
from litestar.di import NamedDependency

from licenseserver.data_centers import DataCenters
from licensewire.data_centers import DataCenterChoice


@get("/v1/data-centers", sync_to_thread=False)
def list_data_centers(
    address: NamedDependency[str], data_centers: NamedDependency[DataCenters]
) -> DataCenterChoice:
    """List the data centers, and the one that is taken unless another is chosen."""
    return data_centers.choice(address)
