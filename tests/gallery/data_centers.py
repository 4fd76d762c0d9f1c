"""The picker of data centers over the window, in a state."""

from licenseserver.catalogue import load_catalogue
from licenseserver.data_centers import build_data_centers
from licenseserver.settings import Settings
from qtclient.presenters.data_centers import FAILED, READY, PickerPresenter, State
from qtclient.session import Session
from qtclient.views.dialogs.data_center_picker import DataCenterPicker
from qtclient.views.shell import Shell
from tests.gallery.sessions import unreachable
from tests.gallery.stage import settle


def listed(address: str, chosen: str = "") -> State:
    """What the backend tells a buyer at `address`."""
    choice = build_data_centers(Settings(), load_catalogue()).choice(address)
    return State(phase=READY, choice=choice, chosen=chosen or choice.default_id)


def failed() -> State:
    return State(phase=FAILED, problem=unreachable())


def opened(shell: Shell, state: State) -> DataCenterPicker:
    session = shell.findChild(Session)
    assert session is not None
    presenter = PickerPresenter(session, shell)
    picker = DataCenterPicker(presenter, shell)
    presenter.become(state)
    picker.open()
    settle()
    return picker
