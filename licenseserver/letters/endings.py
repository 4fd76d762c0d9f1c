"""Letters after a licence or a trial has ended: what is kept, what has stopped, how to come back (B6)."""

from licenseserver.letters.content import Content, Part, Writer
from licensewire.shape import in_language


def ended_cancelled(writer: Writer) -> Content:
    """Say that a cancelled licence has come to its end."""
    return _ended(
        writer,
        writer.paragraph(
            "your {plan} license (contract {contract}) ended on {access_ends_at:day}, because its renewal was "
            "cancelled. Nothing was charged.",
            "votre licence {plan} (contrat {contract}) a pris fin le {access_ends_at:day}, car son renouvellement "
            "a été annulé. Rien n’a été débité.",
        ),
    )


def ended_unpaid(writer: Writer) -> Content:
    """Say that a licence has ended because its renewal was never paid."""
    return _ended(
        writer,
        writer.paragraph(
            "your {plan} license (contract {contract}) ended on {access_ends_at:day}, because its renewal could "
            "not be charged. Nothing was charged, you owe nothing, and the card is not tried again.",
            "votre licence {plan} (contrat {contract}) a pris fin le {access_ends_at:day}, car son renouvellement "
            "n’a pas pu être débité. Rien n’a été débité, vous ne devez rien, et la carte ne sera plus essayée.",
        ),
    )


def ended_no_card(writer: Writer) -> Content:
    """Say that a licence has ended because there was no card for its renewal."""
    return _ended(
        writer,
        writer.paragraph(
            "your {plan} license (contract {contract}) ended on {access_ends_at:day}, because there was no card "
            "for its renewal. You owe nothing.",
            "votre licence {plan} (contrat {contract}) a pris fin le {access_ends_at:day}, faute de carte pour "
            "son renouvellement. Vous ne devez rien.",
        ),
    )


def trial_ended(writer: Writer) -> Content:
    """Say that a trial has ended."""
    title = writer.say("Your trial has ended", "Votre essai a pris fin")
    return Content(
        title,
        title,
        (
            writer.hello(),
            writer.paragraph(
                "your trial of the premium features ended on {access_ends_at:day}. Nothing was charged; your "
                "account is now a Free account.",
                "votre essai des fonctions premium a pris fin le {access_ends_at:day}. Rien n’a été débité ; "
                "votre compte est désormais un compte gratuit.",
            ),
            *what_stays_and_stops(writer),
            _again(writer),
            writer.button("Open License Desk", "Ouvrir License Desk"),
        ),
    )


def what_stays_and_stops(writer: Writer) -> tuple[Part, ...]:
    """Say what an account keeps when it becomes Free, and what stops."""
    kept = writer.box(
        "Your surveys and the responses collected so far are kept, and you can still export them.",
        "Vos enquêtes et les réponses recueillies sont conservées, et vous pouvez toujours les exporter.",
    )
    names = [in_language(name, writer.reader.language) for name in writer.facts.features_lost]
    if not names:
        return (
            kept,
            writer.paragraph(
                "The premium features stop, and the limits of a Free account apply.",
                "Les fonctions premium s’arrêtent, et les limites d’un compte gratuit s’appliquent.",
            ),
        )
    lead = writer.say(
        "The limits of a Free account apply. These stop, or become less:",
        "Les limites d’un compte gratuit s’appliquent. S’arrêtent ou diminuent :",
    )
    return kept, Part("paragraph", f"{lead} {', '.join(names)}.")


def _ended(writer: Writer, why: Part) -> Content:
    return Content(
        writer.say("Your {plan} license has ended", "Votre licence {plan} a pris fin"),
        writer.say(
            "Your license has ended; your account is now a Free account",
            "Votre licence a pris fin ; votre compte est désormais un compte gratuit",
        ),
        (
            writer.hello(),
            why,
            *what_stays_and_stops(writer),
            _again(writer),
            writer.button("Open License Desk", "Ouvrir License Desk"),
        ),
    )


def _again(writer: Writer) -> Part:
    return writer.paragraph(
        "You can buy a license again at any time: Upgrade plan, in the menu at the top right. Everything is found "
        "as you left it. A Free account is deleted after 13 months without a sign-in.",
        "Vous pouvez racheter une licence à tout moment : « Mettre à niveau le plan », dans le menu en haut à "
        "droite. Vous y retrouvez tout en l’état. Un compte gratuit est supprimé après 13 mois sans connexion.",
    )
