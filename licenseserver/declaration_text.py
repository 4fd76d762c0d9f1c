"""A declaration in words: what its writer stated and when it arrived, to be shown, saved and mailed as it is.

The fields are those of BGB 312k (2), Code de la consommation D215-2 and CRD 11a (3), and no others.
"""

from dataclasses import dataclass
from datetime import date, datetime

from licenseserver.wording import date_text, moment_text
from licensewire.declarations import WITHDRAWAL

_TIME_ZONE = "UTC"
_WORDS = {
    "en": {
        "cancellation": "Cancellation of a contract",
        "withdrawal": "Withdrawal from a contract",
        "to": "To: {platform}",
        "cancels": "I cancel the contract named below.",
        "withdraws": "I withdraw from the contract named below.",
        "name": "Name: {value}",
        "contract": "Contract: {value}",
        "no contract": "Contract: the one of my e-mail address",
        "email": "E-mail for the confirmation: {value}",
        "ordinary": "Kind: ordinary cancellation",
        "extraordinary": "Kind: extraordinary cancellation, for cause",
        "cause": "Cause: {value}",
        "wished": "Wished end: {value}",
        "soonest": "Wished end: as early as possible",
        "received": "Received: {value}",
        "reference": "Reference: {value}",
    },
    "fr": {
        "cancellation": "Résiliation d’un contrat",
        "withdrawal": "Rétractation d’un contrat",
        "to": "À : {platform}",
        "cancels": "Je résilie le contrat désigné ci-dessous.",
        "withdraws": "Je me rétracte du contrat désigné ci-dessous.",
        "name": "Nom : {value}",
        "contract": "Contrat : {value}",
        "no contract": "Contrat : celui de mon adresse e-mail",
        "email": "E-mail pour la confirmation : {value}",
        "ordinary": "Type : résiliation ordinaire",
        "extraordinary": "Type : résiliation anticipée, pour motif légitime",
        "cause": "Motif : {value}",
        "wished": "Fin souhaitée : {value}",
        "soonest": "Fin souhaitée : dès que possible",
        "received": "Reçue : {value}",
        "reference": "Référence : {value}",
    },
}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What a person has declared.

    Attributes:
        kind: `licensewire.declarations.CANCELLATION` or `WITHDRAWAL`.
        cause: of an extraordinary cancellation; None of an ordinary one.
        language: one that texts exist in.
        time_zone: IANA name; in which the moment of receipt is written.
    """

    kind: str
    reference: str
    received_at: datetime
    name: str
    contract: str
    email: str
    language: str
    cause: str | None = None
    ends_on: date | None = None
    time_zone: str = _TIME_ZONE


def declaration_text(declared: Declared, platform: str) -> str:
    """Return the whole declaration, a line a statement."""
    words = _WORDS[declared.language]
    withdraws = declared.kind == WITHDRAWAL
    lines = [words[declared.kind], words["to"].format(platform=platform), ""]
    lines.append(words["withdraws" if withdraws else "cancels"])
    lines.append(words["name"].format(value=declared.name))
    lines.append(words["contract"].format(value=declared.contract) if declared.contract else words["no contract"])
    if not withdraws:
        lines += _how_and_when(declared, words)
    lines.append(words["email"].format(value=declared.email))
    received = moment_text(declared.received_at, declared.language, declared.time_zone)
    lines += ["", words["received"].format(value=received), words["reference"].format(value=declared.reference)]
    return "\n".join(lines)


def _how_and_when(declared: Declared, words: dict[str, str]) -> list[str]:
    lines = [words["ordinary"]]
    if declared.cause is not None:
        lines = [words["extraordinary"], words["cause"].format(value=_indented(declared.cause))]
    if declared.ends_on is None:
        return [*lines, words["soonest"]]
    return [*lines, words["wished"].format(value=date_text(declared.ends_on, declared.language))]


def _indented(cause: str) -> str:
    """Set the further lines apart, so that none can pass for a statement of ours ("Received: ...")."""
    return cause.replace("\n", "\n    ")
