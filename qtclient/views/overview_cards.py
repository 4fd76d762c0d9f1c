"""The cards of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import formats, links
from qtclient.links import Place
from qtclient.presenters import matters as kinds
from qtclient.presenters import standing as ways
from qtclient.presenters.standing import access_ends_at, standing
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.button import link_button, primary_button, secondary_button
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.meter import Bar, Ring
from qtclient.views.parts.text import Text, body, caption, figure, heading, localized, strong

if TYPE_CHECKING:
    from licensewire.plans import UsageLine
    from qtclient.presenters.matters import Matter
    from qtclient.presenters.overview import State

# The wire's word, written out: the contract's module is not loaded before the first paint.
_BUYABLE = "buyable"


class PlanCard(Card):
    """What the account has, until when, for how much.

    Signals:
        go(Place): a next step was chosen.
    """

    go = Signal(object)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("PlanCard", "Your plan"), parent)
        how = _standing(state)
        word, meaning = self._status(how)
        if word:
            self.head.addWidget(Chip(word, meaning))
        name = localized(state.plan.name) if state.plan is not None else self.tr("Free account")
        self.body.addWidget(_big(name))
        for line in self._lines(state, how):
            self.body.addWidget(body(line))
        summary = localized(state.plan.summary) if state.plan is not None else ""
        if summary:
            self.body.addWidget(body(summary).set_tone("muted"))
        self.body.addStretch(1)
        self.body.addSpacing(SPACE.small)
        self.body.addLayout(self._actions(state, how))

    def _status(self, how: str) -> tuple[str, str]:
        return {
            ways.TRIAL: (self.tr("Trial"), "attention"),
            ways.RENEWING: (self.tr("Active"), "good"),
            ways.PAYING: (self.tr("Renewal under way"), "accent"),
            ways.AT_THE_BANK: (self.tr("Confirmation needed"), "danger"),
            ways.PAST_DUE: (self.tr("Payment due"), "danger"),
            ways.ENDING: (self.tr("Renewal cancelled"), "attention"),
        }.get(how, ("", ""))

    def _lines(self, state: State, how: str) -> list[str]:
        billing = state.billing
        subscription = billing.subscription if billing is not None else None
        ends = access_ends_at(billing) if billing is not None else None
        if how not in ways.RUNNING or subscription is None or ends is None:
            return [self.tr("No end date, no charge.")]
        end = formats.day(ends)
        if how == ways.TRIAL:
            return [self.tr("The trial ends on {day}.").format(day=end)]
        if how in {ways.AT_THE_BANK, ways.PAST_DUE}:
            return [self.tr("The renewal is not paid yet. Usable until {day}.").format(day=end)]
        if how == ways.PAYING:
            return [self.tr("The renewal is being paid.")]
        if how == ways.ENDING or subscription.renewal_price is None:
            return [self.tr("Active until {day}. It does not renew.").format(day=end)]
        return [
            self.tr("Active until {day}").format(day=end),
            self.tr("Renews for {price} per year").format(price=formats.money(subscription.renewal_price)),
        ]

    def _actions(self, state: State, how: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        paid = how in ways.RUNNING and how != ways.TRIAL
        if not paid:
            upgrade = primary_button(self.tr("Upgrade plan"))
            upgrade.clicked.connect(lambda: self.go.emit(Place(links.PLANS)))
            row.addWidget(upgrade)
        else:
            manage = secondary_button(self.tr("Manage billing"))
            manage.clicked.connect(lambda: self.go.emit(Place(links.BILLING)))
            row.addWidget(manage)
        if paid and how not in ways.UNPAID and _bigger_plan_exists(state):
            compare = link_button(self.tr("Compare plans"))
            compare.clicked.connect(lambda: self.go.emit(Place(links.PLANS)))
            row.addSpacing(SPACE.small)
            row.addWidget(compare)
        row.addStretch(1)
        return row


class UsageCard(Card):
    """How much of each limit is used; the first one as a ring.

    Signals:
        go(Place): a next step was chosen.
    """

    go = Signal(object)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("UsageCard", "Usage"), parent)
        usage = state.usage
        lines = usage.lines if usage is not None else ()
        limited = [line for line in lines if line.limit is not None]
        first = limited[0] if limited else None
        if usage is not None:
            at = self.tr("As of {time}").format(time=formats.time_of_day(usage.measured_at))
            self.head.addWidget(caption(at).set_wrapped(False))
        if first is not None:
            self.body.addLayout(self._ring_row(state, first))
        for line in lines:
            if line is not first:
                self.body.addLayout(self._bar_row(state, line))
        if not lines:
            self.body.addWidget(body(self.tr("Nothing is measured yet.")).set_tone("muted"))
        self.body.addStretch(1)

    def _ring_row(self, state: State, line: UsageLine) -> QHBoxLayout:
        limit = line.limit or 0
        part = round(100 * line.used / limit) if limit else 0
        row = QHBoxLayout()
        row.setSpacing(SPACE.large)
        row.addWidget(Ring(line.used, line.limit, formats.percent(str(part))))
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addStretch(1)
        numbers = self.tr("{used} of {limit}").format(used=formats.number(line.used), limit=formats.number(limit))
        words.addWidget(figure(numbers))
        words.addWidget(body(feature_name(state, line)))
        left = max(0, limit - line.used)
        rest = self.tr("{number} left").format(number=formats.number(left))
        words.addWidget(caption(rest if left else self.tr("The limit is reached.")))
        if line.used >= limit * 0.8 and _bigger_plan_exists(state):
            more = link_button(self.tr("Upgrade for more"))
            more.clicked.connect(lambda: self.go.emit(Place(links.PLANS)))
            words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def _bar_row(self, state: State, line: UsageLine) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        words = QHBoxLayout()
        words.addWidget(body(feature_name(state, line)), 1)
        used = formats.number(line.used)
        if line.limit is None:
            numbers = self.tr("{used}, unlimited").format(used=used)
        else:
            numbers = self.tr("{used} of {limit}").format(used=used, limit=formats.number(line.limit))
        words.addWidget(body(numbers).set_tone("muted").set_wrapped(False))
        column.addLayout(words)
        if line.limit is not None:
            column.addWidget(Bar(line.used, line.limit))
        return column


class MattersCard(Card):
    """What needs the owner, most urgent first.

    Signals:
        go(Place): a next step was chosen.
    """

    go = Signal(object)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("MattersCard", "Needs your attention"), parent)
        self.body.setSpacing(0)
        for index, matter in enumerate(state.matters):
            if index:
                self.body.addWidget(Line())
            self.body.addWidget(self._row(state, matter))

    def _row(self, state: State, matter: Matter) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, SPACE.medium - 2, 0, SPACE.medium - 2)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(Glyph(matter.meaning, 20, matter.meaning))
        title, text = self._words(state, matter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong(title))
        words.addWidget(body(text).set_tone("muted"))
        layout.addLayout(words, 1)
        action, place = self._step(matter)
        button = link_button(action)
        button.setAccessibleDescription(title)
        button.clicked.connect(lambda: self.go.emit(place))
        layout.addWidget(button)
        return row

    def _words(self, state: State, matter: Matter) -> tuple[str, str]:
        day = formats.day(matter.at) if matter.at is not None else ""
        line = matter.line
        if line is not None:
            what = feature_name(state, line)
            numbers = {"used": formats.number(line.used), "limit": formats.number(line.limit or 0)}
            used = self.tr("{used} of {limit} used.").format(**numbers)
            if matter.kind == kinds.AT_LIMIT:
                return self.tr("Limit reached: {what}").format(what=what), used
            return self.tr("Limit near: {what}").format(what=what), used
        return {
            kinds.PAST_DUE: (
                self.tr("The renewal is not paid: access ends in %n day(s)", "", matter.days),
                self.tr("The card could not be charged. Unless it is paid, access ends on {day}.").format(day=day),
            ),
            kinds.NEEDS_CONFIRMATION: (
                self.tr("Your bank wants you to confirm the renewal"),
                self.tr("Unless it is confirmed, access ends on {day}.").format(day=day),
            ),
            kinds.TRIAL_ENDS: (
                self.tr("Your trial ends in %n day(s)", "", matter.days),
                self.tr("On {day} the account becomes a Free account. Surveys and responses are kept.").format(
                    day=day
                ),
            ),
            kinds.ACCESS_ENDS: (
                self.tr("Your license ends in %n day(s)", "", matter.days),
                self.tr("The renewal is cancelled. On {day} the account becomes a Free account.").format(day=day),
            ),
            kinds.CARD_MISSING: (
                self.tr("There is no card for the renewal"),
                self.tr("Without a card the license ends on {day}.").format(day=day),
            ),
            kinds.CARD_EXPIRES: (
                self.tr("The card on file expires before the renewal"),
                self.tr("The renewal is due on {day}.").format(day=day),
            ),
        }[matter.kind]

    def _step(self, matter: Matter) -> tuple[str, Place]:
        if matter.kind in {kinds.AT_LIMIT, kinds.NEAR_LIMIT, kinds.TRIAL_ENDS}:
            return self.tr("Compare plans"), Place(links.PLANS)
        if matter.kind == kinds.CARD_MISSING:
            return self.tr("Add a card"), Place(links.BILLING, links.CARD_FIELDS)
        if matter.kind == kinds.CARD_EXPIRES or matter.needs_new_card:
            return self.tr("Change the card"), Place(links.BILLING, links.CARD_FIELDS)
        return self.tr("Open Billing"), Place(links.BILLING)


def feature_name(state: State, line: UsageLine) -> str:
    """Return the name of a limit as the comparison calls it."""
    groups = state.comparison.groups if state.comparison is not None else ()
    for group in groups:
        for feature in group.features:
            if feature.id == line.feature_id:
                return localized(feature.name)
    return line.feature_id


def _standing(state: State) -> str:
    if state.usage is None:
        return ways.FREE
    return standing(state.billing, state.usage.measured_at)


def _bigger_plan_exists(state: State) -> bool:
    plans = state.comparison.plans if state.comparison is not None else ()
    mine = state.plan.price.amount.minor if state.plan is not None and state.plan.price is not None else 0
    return any(
        plan.availability == _BUYABLE and plan.price is not None and plan.price.amount.minor > mine
        for plan in plans
    )


def _big(text: str) -> Text:
    label = heading(text)
    font = label.font()
    font.setPixelSize(22)
    label.setFont(font)
    return label
