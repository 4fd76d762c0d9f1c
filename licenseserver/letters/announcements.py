"""Letters before something happens: a renewal, a card that expires or is missing, a trial that ends (B9).

What they must say stands in the notice windows of Mastercard, Visa, California (B&P 17602) and France (L215-1): the
amount, the date, the way to cancel, and the deadline in a box.
"""

from licenseserver.letters.content import Content, Part, Writer

_OPEN_BILLING = ("Open Billing", "Ouvrir la facturation")


def announced(writer: Writer) -> Content:
    """Remind of a renewal; names a new price beside the old one (CA-4)."""
    say, facts = writer.say, writer.facts
    changed = facts.previous_price is not None and facts.previous_price != facts.price
    parts = [
        writer.hello(),
        writer.paragraph(
            "your {plan} license (contract {contract}) renews for one more year on {due_at:day}. Your card is "
            "charged then, and you need not do anything.",
            "votre licence {plan} (contrat {contract}) se renouvelle pour un an le {due_at:day}. Votre carte est "
            "débitée à cette date, et vous n’avez rien à faire.",
        ),
    ]
    if changed:
        parts.append(
            writer.box(
                "The price changes with this renewal: {price} a year instead of {previous_price}, before tax.",
                "Le prix change à ce renouvellement : {price} par an au lieu de {previous_price}, hors taxes.",
            )
        )
    parts += [
        _charge(writer),
        cancel_by(writer),
        *([how_to_cancel(writer)] if facts.cancel_until is not None else []),
        writer.button(*_OPEN_BILLING),
    ]
    subject = say(
        "Your {plan} license renews on {due_at:day}", "Votre licence {plan} se renouvelle le {due_at:day}"
    )
    if changed:
        subject = say(
            "Your {plan} license renews on {due_at:day} at a new price",
            "Votre licence {plan} se renouvelle le {due_at:day} à un nouveau prix",
        )
    return Content(subject, subject, tuple(parts))


def card_expires(writer: Writer) -> Content:
    """Say that the card on file will have expired when the renewal is due."""
    say = writer.say
    title = say("Your card expires before the renewal", "Votre carte expire avant le renouvellement")
    return Content(
        title,
        title,
        (
            writer.hello(),
            writer.paragraph(
                "your {card} card ending in {card_last_four} is valid until {card_expires}. Your {plan} license "
                "renews on {due_at:day}, for {total}. The card will have expired by then.",
                "votre carte {card} se terminant par {card_last_four} est valable jusqu’au {card_expires}. Votre "
                "licence {plan} se renouvelle le {due_at:day}, pour {total}. La carte aura alors expiré.",
            ),
            writer.paragraph(
                "To keep the license, enter a new card before that day: in License Desk, Account settings > "
                "Billing > Update payment information. It is charged on the day of the renewal, not before.",
                "Pour garder la licence, saisissez une nouvelle carte avant ce jour : dans License Desk, "
                "Paramètres du compte > Facturation > Mise à jour des informations de paiement. Elle est débitée "
                "le jour du renouvellement, pas avant.",
            ),
            writer.button(*_OPEN_BILLING),
            how_to_cancel(writer),
        ),
    )


def card_missing(writer: Writer) -> Content:
    """Say that there is no card for the renewal, and what follows (B3)."""
    say = writer.say
    return Content(
        say(
            "No card for the renewal of your {plan} license on {due_at:day}",
            "Aucune carte pour le renouvellement de votre licence {plan} le {due_at:day}",
        ),
        say("There is no card for the renewal", "Il n’y a pas de carte pour le renouvellement"),
        (
            writer.hello(),
            writer.paragraph(
                "your {plan} license (contract {contract}) would renew on {due_at:day}, for {total}. There is no "
                "card on file that could be charged.",
                "votre licence {plan} (contrat {contract}) devrait se renouveler le {due_at:day}, pour {total}. "
                "Aucune carte enregistrée ne peut être débitée.",
            ),
            writer.box(
                "Without a card the license ends on {period_ends_at:moment}, and your account becomes a Free "
                "account.",
                "Sans carte, la licence prend fin le {period_ends_at:moment} et votre compte devient un compte "
                "gratuit.",
            ),
            writer.paragraph(
                "To keep it, enter a card in License Desk: Account settings > Billing > Update payment "
                "information. If you do not want to renew, you need not do anything: nothing is charged, and your "
                "surveys and the responses collected so far are kept.",
                "Pour la garder, saisissez une carte dans License Desk : Paramètres du compte > Facturation > "
                "Mise à jour des informations de paiement. Si vous ne voulez pas la renouveler, vous n’avez rien "
                "à faire : rien n’est débité, et vos enquêtes et les réponses recueillies sont conservées.",
            ),
            writer.button(*_OPEN_BILLING),
        ),
    )


def trial_ending(writer: Writer) -> Content:
    """Say that a trial ends; nothing is charged by itself."""
    say = writer.say
    return Content(
        say("Your trial ends on {access_ends_at:day}", "Votre essai prend fin le {access_ends_at:day}"),
        say("Your trial ends soon", "Votre essai prend bientôt fin"),
        (
            writer.hello(),
            writer.paragraph(
                "your trial of the premium features ends on {access_ends_at:moment}. Nothing is charged: your "
                "account then becomes a Free account. Your surveys and the responses collected so far are kept.",
                "votre essai des fonctions premium prend fin le {access_ends_at:moment}. Rien n’est débité : "
                "votre compte devient alors un compte gratuit. Vos enquêtes et les réponses recueillies sont "
                "conservées.",
            ),
            writer.paragraph(
                "To keep the premium features, buy a license in License Desk: Upgrade plan, in the menu at the "
                "top right. The prices stand there side by side.",
                "Pour garder les fonctions premium, achetez une licence dans License Desk : « Mettre à niveau le "
                "plan », dans le menu en haut à droite. Les prix y sont présentés côte à côte.",
            ),
            writer.button("Open License Desk", "Ouvrir License Desk"),
        ),
    )


def cancel_by(writer: Writer) -> Part:
    """Say until when a renewal can be cancelled; signed out that counts until the card is charged (DE-6)."""
    if writer.facts.cancel_until is None:
        return writer.box(
            "The deadline to cancel this renewal in Billing has passed. Until the card is charged, you can still "
            "cancel without signing in, from the sign-in screen.",
            "Le délai pour annuler ce renouvellement dans Facturation est passé. Tant que la carte n’est pas "
            "débitée, vous pouvez encore résilier sans vous connecter, à partir de l’écran de connexion.",
        )
    return writer.box(
        "You can cancel this renewal until {cancel_until:moment}.",
        "Vous pouvez annuler ce renouvellement jusqu’au {cancel_until:moment}.",
    )


def how_to_cancel(writer: Writer) -> Part:
    """Say how a renewal is cancelled, signed in or not (CA-1, FR-4, DE-6)."""
    return writer.paragraph(
        "To cancel, open License Desk and choose Account settings > Billing > Cancel renewal. No reason is "
        "needed; nothing is charged, and the license stays as it is until the end of the period that is paid. You "
        "can cancel without signing in too, from the sign-in screen.",
        "Pour annuler, ouvrez License Desk et choisissez Paramètres du compte > Facturation > Annuler le "
        "renouvellement. Aucun motif n’est demandé ; rien n’est débité, et la licence reste inchangée jusqu’à la "
        "fin de la période payée. Vous pouvez aussi résilier sans vous connecter, à partir de l’écran de "
        "connexion.",
    )


def _charge(writer: Writer) -> Part:
    rows = [
        ("Plan", "Plan", "{plan}"),
        (
            "How often",
            "Fréquence",
            writer.say("Once a year, until you cancel", "Une fois par an, jusqu’à annulation"),
        ),
        ("Price", "Prix", "{price}"),
        ("Tax", "Taxes", "{tax}"),
        ("Amount charged", "Montant débité", "{total}"),
        ("Date", "Date", "{due_at:day}"),
    ]
    if writer.facts.card_last_four:
        rows.append(("Card", "Carte", "{card} •••• {card_last_four}"))
    return writer.rows(*rows)
