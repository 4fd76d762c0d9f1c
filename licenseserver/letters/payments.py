"""Letters about the money of a renewal: paid, refused, asked about by the bank, a new card (B4, B7)."""

from licenseserver.letters.content import Content, Part, Writer
from licensewire import purchases

_OPEN_BILLING = ("Open Billing", "Ouvrir la facturation")

# What happened, in words that a person can act upon; the bank's own are of no use to anybody.
_WHY = {
    purchases.INSUFFICIENT_FUNDS: (
        "The bank says that there was not enough money for it on the card’s account, or that its limit was "
        "reached.",
        "La banque indique que le compte de la carte n’était pas assez approvisionné, ou que son plafond était "
        "atteint.",
    ),
    purchases.INCORRECT_CVC: (
        "The bank says that the card’s security code does not match.",
        "La banque indique que le code de sécurité de la carte ne correspond pas.",
    ),
    purchases.INCORRECT_NUMBER: (
        "The bank does not know the card’s number any more.",
        "La banque ne reconnaît plus le numéro de la carte.",
    ),
    purchases.EXPIRED_CARD: ("The card has expired.", "La carte a expiré."),
    purchases.LOST_OR_STOLEN: (
        "The bank says that the card was reported as lost or stolen.",
        "La banque indique que la carte a été déclarée perdue ou volée.",
    ),
    purchases.TOO_OFTEN: (
        "The bank says that the card was used too often within a short time.",
        "La banque indique que la carte a été utilisée trop souvent en peu de temps.",
    ),
    purchases.TRY_AGAIN_LATER: (
        "The bank could not be reached, or could not answer just then.",
        "La banque n’a pas pu être jointe ou n’a pas pu répondre à ce moment-là.",
    ),
    purchases.CONFIRMATION_FAILED: (
        "The bank did not get the confirmation of the card’s owner.",
        "La banque n’a pas reçu la confirmation du titulaire de la carte.",
    ),
    purchases.CONFIRMATION_EXPIRED: (
        "The bank waited for the confirmation of the card’s owner, and none came in time.",
        "La banque a attendu la confirmation du titulaire de la carte, qui n’est pas arrivée à temps.",
    ),
}
_NO_REASON = (
    "The bank refused it and gave no reason; it can tell you more.",
    "La banque l’a refusé sans donner de motif ; elle peut vous en dire plus.",
)


def renewed(writer: Writer) -> Content:
    """Confirm a renewal that was paid."""
    say = writer.say
    rows = [
        ("Plan", "Plan", "{plan}"),
        ("Period", "Période", "{period_starts_at:day} – {period_ends_at:day}"),
        ("Amount paid", "Montant payé", "{total}"),
    ]
    if writer.facts.card_last_four:
        rows.append(("Card", "Carte", "{card} •••• {card_last_four}"))
    rows.append(("Invoice", "Facture", "{invoice}"))
    parts = [
        writer.hello(),
        writer.paragraph(
            "your {plan} license is renewed for one year. The invoice can be downloaded in License Desk: Account "
            "settings > Billing.",
            "votre licence {plan} est renouvelée pour un an. La facture se télécharge dans License Desk : "
            "Paramètres du compte > Facturation.",
        ),
        writer.rows(*rows),
    ]
    if writer.facts.cancel_until is not None:
        parts.append(
            writer.paragraph(
                "It renews again on {period_ends_at:day}. You can cancel that renewal until "
                "{cancel_until:moment}, in the same place; we remind you before.",
                "Elle se renouvelle à nouveau le {period_ends_at:day}. Vous pouvez annuler ce renouvellement "
                "jusqu’au {cancel_until:moment}, au même endroit ; nous vous le rappelons avant.",
            )
        )
    parts.append(writer.button(*_OPEN_BILLING))
    return Content(
        say("Your {plan} license is renewed", "Votre licence {plan} est renouvelée"),
        say("Your license is renewed", "Votre licence est renouvelée"),
        tuple(parts),
    )


def payment_failed(writer: Writer) -> Content:
    """Say that the renewal could not be charged: why, when it is tried again, what to do, and until when."""
    say, facts = writer.say, writer.facts
    parts = [
        writer.hello(),
        writer.paragraph(
            "we could not charge {total} for the renewal of your {plan} license (contract {contract}) to your "
            "{card} card ending in {card_last_four}.",
            "nous n’avons pas pu débiter {total} pour le renouvellement de votre licence {plan} (contrat "
            "{contract}) sur votre carte {card} se terminant par {card_last_four}.",
        )
        if facts.card_last_four
        else writer.paragraph(
            "we could not charge {total} for the renewal of your {plan} license (contract {contract}): there is "
            "no card on file.",
            "nous n’avons pas pu débiter {total} pour le renouvellement de votre licence {plan} (contrat "
            "{contract}) : aucune carte n’est enregistrée.",
        ),
    ]
    if facts.refusal:
        parts.append(writer.paragraph(*_WHY.get(facts.refusal, _NO_REASON)))
    parts += [_time_left(writer), _what_to_do(writer), writer.button(*_OPEN_BILLING)]
    parts.append(
        writer.paragraph(
            "If you do not want to renew, choose Cancel renewal there: nothing is charged any more, and the "
            "license ends at once, because the period that was paid is over. Your surveys and the responses "
            "collected so far are kept.",
            "Si vous ne voulez pas renouveler, choisissez-y « Annuler le renouvellement » : plus rien n’est "
            "débité, et la licence prend fin aussitôt, car la période payée est écoulée. Vos enquêtes et les "
            "réponses recueillies sont conservées.",
        )
    )
    return Content(
        say(
            "The payment for your {plan} license did not go through",
            "Le paiement de votre licence {plan} n’a pas abouti",
        ),
        say("The payment did not go through", "Le paiement n’a pas abouti"),
        tuple(parts),
    )


def bank_wants_confirmation(writer: Writer) -> Content:
    """Ask the owner to confirm the renewal's payment with the bank (3-D Secure)."""
    say = writer.say
    parts = [
        writer.hello(),
        writer.paragraph(
            "your bank wants you to confirm the payment of {total} for the renewal of your {plan} license "
            "(contract {contract}). Nothing is charged until you do.",
            "votre banque vous demande de confirmer le paiement de {total} pour le renouvellement de votre "
            "licence {plan} (contrat {contract}). Rien n’est débité avant votre confirmation.",
        ),
        writer.paragraph(
            "Open License Desk: Account settings > Billing shows the payment that waits and leads to your bank’s "
            "page.",
            "Ouvrez License Desk : Paramètres du compte > Facturation montre le paiement en attente et mène à la "
            "page de votre banque.",
        ),
        writer.button(*_OPEN_BILLING),
        _time_left(writer),
        writer.paragraph(
            "Or enter another card there: it is charged at once.",
            "Vous pouvez aussi y saisir une autre carte : elle est débitée aussitôt.",
        ),
    ]
    return Content(
        say(
            "Your bank asks you to confirm the renewal of your {plan} license",
            "Votre banque vous demande de confirmer le renouvellement de votre licence {plan}",
        ),
        say("Please confirm the payment with your bank", "Veuillez confirmer le paiement auprès de votre banque"),
        tuple(parts),
    )


def new_card_kept(writer: Writer) -> Content:
    """Say that the card on file was replaced: an owner who did not do it must know."""
    title = writer.say("Your card was replaced", "Votre carte a été remplacée")
    parts = [
        writer.hello(),
        writer.paragraph(
            "the card on file is now the {card} card ending in {card_last_four}, valid until {card_expires}. It "
            "is charged at the renewals of your license; the card before it is forgotten.",
            "la carte enregistrée est désormais la carte {card} se terminant par {card_last_four}, valable "
            "jusqu’au {card_expires}. Elle sera débitée aux renouvellements de votre licence ; la carte "
            "précédente est oubliée.",
        ),
        writer.paragraph(
            "If it was not you, sign in to License Desk, remove the card in Account settings > Billing, and end "
            "all sessions in Security.",
            "Si ce n’était pas vous, connectez-vous à License Desk, supprimez la carte dans Paramètres du compte "
            "> Facturation, et mettez fin à toutes les sessions dans Sécurité.",
        ),
        writer.button(*_OPEN_BILLING),
    ]
    return Content(title, title, tuple(parts))


def _time_left(writer: Writer) -> Part:
    if writer.facts.days_left == 1:
        return writer.box(
            "1 day left: your license works until {access_ends_at:moment}. Then your account becomes a Free "
            "account.",
            "Il reste 1 jour : votre licence fonctionne jusqu’au {access_ends_at:moment}. Votre compte devient "
            "ensuite un compte gratuit.",
        )
    if not writer.facts.days_left:
        return writer.box(
            "Your license works until {access_ends_at:moment}. Then your account becomes a Free account.",
            "Votre licence fonctionne jusqu’au {access_ends_at:moment}. Votre compte devient ensuite un compte "
            "gratuit.",
        )
    return writer.box(
        "{days_left} days left: your license works until {access_ends_at:moment}. Then your account becomes a "
        "Free account.",
        "Il reste {days_left} jours : votre licence fonctionne jusqu’au {access_ends_at:moment}. Votre compte "
        "devient ensuite un compte gratuit.",
    )


def _what_to_do(writer: Writer) -> Part:
    if not writer.facts.card_last_four:
        return writer.paragraph(
            "To keep the license, enter a card in License Desk: Account settings > Billing > Update payment "
            "information. It is charged at once.",
            "Pour garder la licence, saisissez une carte dans License Desk : Paramètres du compte > Facturation > "
            "Mise à jour des informations de paiement. Elle est débitée aussitôt.",
        )
    if writer.facts.needs_new_card:
        return writer.paragraph(
            "This card is not tried again. To keep the license, enter another card in License Desk: Account "
            "settings > Billing > Update payment information. It is charged at once.",
            "Cette carte ne sera plus essayée. Pour garder la licence, saisissez une autre carte dans License "
            "Desk : Paramètres du compte > Facturation > Mise à jour des informations de paiement. Elle est "
            "débitée aussitôt.",
        )
    if writer.facts.next_try_at is None:
        return writer.paragraph(
            "We do not try again by ourselves. To keep the license, enter another card in License Desk, Account "
            "settings > Billing > Update payment information, or choose there to pay now.",
            "Nous ne réessayons plus de nous-mêmes. Pour garder la licence, saisissez une autre carte dans "
            "License Desk, Paramètres du compte > Facturation > Mise à jour des informations de paiement, ou "
            "choisissez-y de payer maintenant.",
        )
    return writer.paragraph(
        "We try the same card again on {next_try_at:day}. If it can be charged by then, you need not do anything. "
        "Or enter another card in License Desk, Account settings > Billing > Update payment information: it is "
        "charged at once.",
        "Nous réessayons la même carte le {next_try_at:day}. Si elle peut alors être débitée, vous n’avez rien à "
        "faire. Vous pouvez aussi saisir une autre carte dans License Desk, Paramètres du compte > Facturation > "
        "Mise à jour des informations de paiement : elle est débitée aussitôt.",
    )
