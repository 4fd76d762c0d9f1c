"""The cards of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import formats, links
from qtclient.links import Place
from qtclient.presenters import overview as kinds
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.button import link_button, primary_button, secondary_button
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.meter import Bar, Ring
from qtclient.views.parts.text import Text, body, caption, figure, heading, localized, strong

if TYPE_CHECKING:
    from licensewire.billing import Subscription
    from licensewire.plans import UsageLine
    from qtclient.presenters.overview import Matter, State

# The wire's words, written out: the contract's module is not loaded before the first paint.
_TRIALING, _ACTIVE, _CANCELLED, _PAST_DUE = "trialing", "active", "cancelled", "past_due"
_BUYABLE = "buyable"


class PlanCard(Card):
    """What the account has, until when, for how much.

    Signals:
        go(Place): a next step was chosen.
    """

    go = Signal(object)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("PlanCard", "Your plan"), parent)
        subscription = state.billing.subscription if state.billing is not None else None
        running = subscription if subscription is not None and _runs(subscription, state) else None
        word, meaning = self._status(running)
        if word:
            self.head.addWidget(Chip(word, meaning))
        name = localized(state.plan.name) if state.plan is not None else self.tr("Free account")
        self.body.addWidget(_big(name))
        for line in self._lines(running):
            self.body.addWidget(body(line))
        summary = localized(state.plan.summary) if state.plan is not None else ""
        if summary:
            self.body.addWidget(body(summary).set_tone("muted"))
        self.body.addStretch(1)
        self.body.addSpacing(SPACE.small)
        self.body.addLayout(self._actions(state, running))

    def _status(self, running: Subscription | None) -> tuple[str, str]:
        if running is None:
            return "", ""
        return {
            _TRIALING: (self.tr("Trial"), "attention"),
            _ACTIVE: (self.tr("Active"), "good"),
            _CANCELLED: (self.tr("Renewal cancelled"), "attention"),
            _PAST_DUE: (self.tr("Payment due"), "danger"),
        }.get(running.status, ("", ""))

    def _lines(self, running: Subscription | None) -> list[str]:
        if running is None:
            return [self.tr("No end date, no charge.")]
        end = formats.day(running.period_ends_at)
        if running.status == _TRIALING:
            return [self.tr("The trial ends on {day}.").format(day=end)]
        if running.renews_at is None or running.renewal_price is None:
            return [self.tr("Active until {day}. It does not renew.").format(day=end)]
        return [
            self.tr("Active until {day}").format(day=end),
            self.tr("Renews for {price} per year").format(price=formats.money(running.renewal_price)),
        ]

    def _actions(self, state: State, running: Subscription | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        paid = running is not None and running.status != _TRIALING
        if not paid:
            upgrade = primary_button(self.tr("Upgrade plan"))
            upgrade.clicked.connect(lambda: self.go.emit(Place(links.PLANS)))
            row.addWidget(upgrade)
        else:
            manage = secondary_button(self.tr("Manage billing"))
            manage.clicked.connect(lambda: self.go.emit(Place(links.BILLING)))
            row.addWidget(manage)
        if paid and _bigger_plan_exists(state):
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
                self.tr("The renewal could not be charged"),
                self.tr("Access ends on {day} unless the card on file can be charged.").format(day=day),
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
        return self.tr("Open Billing"), Place(links.BILLING)


def feature_name(state: State, line: UsageLine) -> str:
    """Return the name of a limit as the comparison calls it."""
    groups = state.comparison.groups if state.comparison is not None else ()
    for group in groups:
        for feature in group.features:
            if feature.id == line.feature_id:
                return localized(feature.name)
    return line.feature_id


def _runs(subscription: Subscription, state: State) -> bool:
    now = state.usage.measured_at if state.usage is not None else subscription.period_started_at
    return subscription.period_ends_at > now and subscription.status in {_TRIALING, _ACTIVE, _CANCELLED, _PAST_DUE}


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
