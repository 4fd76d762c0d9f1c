"""Letters about a renewal that was cancelled or taken up again by the owner who was signed in (B5)."""

from licenseserver.letters.announcements import cancel_by
from licenseserver.letters.content import Content, Part, Writer
from licenseserver.letters.endings import what_stays_and_stops

_OPEN_BILLING = ("Open Billing", "Ouvrir la facturation")


def cancelled(writer: Writer) -> Content:
    """Confirm a cancellation: its content, day and time of its receipt, and the end (BGB 312k (4))."""
    return Content(
        writer.say(
            "Cancelled: your {plan} license ends on {access_ends_at:day} ({reference})",
            "Annulé : votre licence {plan} prend fin le {access_ends_at:day} ({reference})",
        ),
        writer.say("The renewal is cancelled", "Le renouvellement est annulé"),
        (
            writer.hello(),
            writer.paragraph(
                "we have received your cancellation. Your license is not renewed, and nothing more is charged.",
                "nous avons reçu votre annulation. Votre licence n’est pas renouvelée, et plus rien n’est débité.",
            ),
            writer.rows(
                ("Reference", "Référence", "{reference}"),
                ("Contract", "Contrat", "{contract}"),
                ("Plan", "Plan", "{plan}"),
                ("Received", "Reçue", "{received_at:moment}"),
                ("Access ends", "Fin d’accès", "{access_ends_at:moment}"),
            ),
            *_until_then(writer),
            *what_stays_and_stops(writer),
            writer.button(*_OPEN_BILLING),
        ),
    )


def _until_then(writer: Writer) -> tuple[Part, ...]:
    received_at, ends_at = writer.facts.received_at, writer.facts.access_ends_at
    if received_at is not None and ends_at is not None and ends_at <= received_at:
        return (
            writer.paragraph(
                "The period that was paid is over, so the license has ended at once. Your account is now a Free "
                "account.",
                "La période payée étant écoulée, la licence a pris fin aussitôt. Votre compte est désormais un "
                "compte gratuit.",
            ),
        )
    return (
        writer.box(
            "Until then the license works as before, and until then you can undo the cancellation: Account "
            "settings > Billing > Resume renewal.",
            "D’ici là, la licence fonctionne comme avant, et d’ici là vous pouvez revenir sur l’annulation : "
            "Paramètres du compte > Facturation > Reprendre le renouvellement.",
        ),
        writer.paragraph(
            "On that day your account becomes a Free account.",
            "Ce jour-là, votre compte devient un compte gratuit.",
        ),
    )


def resumed(writer: Writer) -> Content:
    """Confirm that a cancelled renewal was taken up again."""
    return Content(
        writer.say(
            "Resumed: your {plan} license renews on {due_at:day}",
            "Repris : votre licence {plan} se renouvelle le {due_at:day}",
        ),
        writer.say("The renewal is resumed", "Le renouvellement est repris"),
        (
            writer.hello(),
            writer.paragraph(
                "the cancellation of your {plan} license (contract {contract}) is undone. The license renews on "
                "{due_at:day}, for {total}.",
                "l’annulation de votre licence {plan} (contrat {contract}) est levée. La licence se renouvelle le "
                "{due_at:day}, pour {total}.",
            ),
            cancel_by(writer),
            writer.paragraph(
                "If it was not you, cancel it again, sign in, and end all sessions in Security.",
                "Si ce n’était pas vous, annulez-le à nouveau, connectez-vous et mettez fin à toutes les sessions "
                "dans Sécurité.",
            ),
            writer.button(*_OPEN_BILLING),
        ),
    )
