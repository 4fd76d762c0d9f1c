"""Letters about withdrawals and the money that goes back.

The acknowledgement repeats the declaration as it was received, with day and time (CRD 11a (4)).
"""

from licenseserver.letters.content import Content, Part, Writer
from licenseserver.letters.declarations import declaration_of
from licenseserver.letters.endings import what_stays_and_stops

_OPEN_BILLING = ("Open Billing", "Ouvrir la facturation")


def withdrawn(writer: Writer) -> Content:
    """Acknowledge a withdrawal: content, day and time, and what is paid back (CRD 11a (4))."""
    return Content(
        writer.say(
            "Withdrawn: {refund} is paid back ({reference})",
            "Rétractation : {refund} vous est remboursé ({reference})",
        ),
        writer.say("Your withdrawal is confirmed", "Votre rétractation est confirmée"),
        (
            writer.hello(),
            writer.paragraph(
                "we have received your withdrawal from the contract. The license has ended, and the whole price, "
                "{refund}, is paid back to the card that it was paid with. Your bank shows it within a few days; "
                "the credit note follows.",
                "nous avons reçu votre rétractation du contrat. La licence a pris fin, et la totalité du prix, "
                "{refund}, est remboursée sur la carte qui a servi au paiement. Votre banque l’affiche sous "
                "quelques jours ; l’avoir suit.",
            ),
            writer.rows(
                ("Reference", "Référence", "{reference}"),
                ("Contract", "Contrat", "{contract}"),
                ("Invoice", "Facture", "{invoice}"),
                ("Received", "Reçue", "{received_at:moment}"),
                ("Paid back", "Remboursé", "{refund}"),
            ),
            declaration_of(writer),
            *_what_follows(writer),
        ),
    )


def withdrawal_refused(writer: Writer) -> Content:
    """Say that a contract was found, but nothing can be withdrawn from, and what is possible instead."""
    return Content(
        writer.say(
            "Received: this contract cannot be withdrawn from ({reference})",
            "Reçue : ce contrat n’ouvre pas droit à rétractation ({reference})",
        ),
        writer.say(
            "There is no right to withdraw from this contract", "Ce contrat n’ouvre pas droit à rétractation"
        ),
        (
            writer.hello(),
            writer.paragraph(
                "we have received your withdrawal. Consumers in the European Union can withdraw within 14 days of "
                "the purchase. That time is over, or the contract was made by a business; nothing has been "
                "changed.",
                "nous avons reçu votre rétractation. Les consommateurs de l’Union européenne peuvent se rétracter "
                "dans les 14 jours suivant l’achat. Ce délai est écoulé, ou le contrat a été conclu par une "
                "entreprise ; rien n’a été modifié.",
            ),
            writer.rows(("Reference", "Référence", "{reference}"), ("Received", "Reçue", "{received_at:moment}")),
            declaration_of(writer),
            writer.box(
                "You can cancel the renewal at any time, signed in or not. If you think that this is wrong, "
                "answer to the address below with this reference.",
                "Vous pouvez annuler le renouvellement à tout moment, connecté ou non. Si vous pensez qu’il "
                "s’agit d’une erreur, écrivez à l’adresse ci-dessous avec cette référence.",
            ),
        ),
    )


def refunded(writer: Writer) -> Content:
    """Say that a refund was made."""
    return Content(
        writer.say("Paid back: {refund} ({credit_note})", "Remboursé : {refund} ({credit_note})"),
        writer.say("The price is paid back", "Le prix est remboursé"),
        (
            writer.hello(),
            writer.paragraph(
                "{refund} is on its way to the card that invoice {invoice} was paid with. Your bank shows it "
                "within a few days. The credit note {credit_note} can be downloaded in License Desk: Account "
                "settings > Billing.",
                "{refund} est en route vers la carte qui a servi à payer la facture {invoice}. Votre banque "
                "l’affiche sous quelques jours. L’avoir {credit_note} se télécharge dans License Desk : "
                "Paramètres du compte > Facturation.",
            ),
            writer.button(*_OPEN_BILLING),
        ),
    )


def refund_failed(writer: Writer) -> Content:
    """Tell the operator that a bank does not take a refund: it is owed all the same."""
    return Content(
        writer.say(
            "A refund did not work out: {refund} ({reference})",
            "Un remboursement a échoué : {refund} ({reference})",
        ),
        writer.say("A refund did not work out", "Un remboursement a échoué"),
        (
            writer.paragraph(
                "The bank does not take {refund} back for invoice {contract}. It is owed to the buyer all the "
                "same: agree with {stated_email} on another way.",
                "La banque n’accepte pas le remboursement de {refund} pour la facture {contract}. Il reste dû à "
                "l’acheteur : convenez d’un autre moyen avec {stated_email}.",
            ),
            declaration_of(writer),
        ),
    )


def _what_follows(writer: Writer) -> tuple[Part, ...]:
    if writer.facts.plan_before is None:
        return what_stays_and_stops(writer)
    return (
        writer.box(
            "The license that it had replaced, {plan_before}, runs on as before, until {access_ends_at:day}.",
            "La licence qu’il avait remplacée, {plan_before}, continue comme avant, jusqu’au {access_ends_at:day}.",
        ),
    )
