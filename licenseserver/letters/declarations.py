"""Letters about cancellations that were declared without signing in.

Each repeats the declaration as it was received, with day and time, so that the mail itself is the record
(BGB 312k (4), Code de la consommation D215-3, CRD 11a (4)).
"""

from licenseserver.letters.content import Content, Part, Writer

_OPEN_BILLING = ("Open Billing", "Ouvrir la facturation")


def declared(writer: Writer) -> Content:
    """Confirm to the stated address that the contract was found and is not renewed."""
    return Content(
        writer.say(
            "Cancelled: the contract ends on {access_ends_at:day} ({reference})",
            "Résilié : le contrat prend fin le {access_ends_at:day} ({reference})",
        ),
        writer.say("Your cancellation is confirmed", "Votre résiliation est confirmée"),
        (
            writer.hello(),
            *_what_ends(writer),
            writer.rows(
                ("Reference", "Référence", "{reference}"),
                ("Received", "Reçue", "{received_at:moment}"),
                ("The contract ends", "Fin du contrat", "{access_ends_at:moment}"),
            ),
            declaration_of(writer),
            *_what_stays(writer),
        ),
    )


def _what_ends(writer: Writer) -> tuple[Part, ...]:
    if writer.facts.has_ended:
        return (
            writer.paragraph(
                "we have received your cancellation. The period that was paid is over, so the contract has ended "
                "at once; it is not renewed, and nothing more is charged.",
                "nous avons reçu votre résiliation. La période payée étant écoulée, le contrat a pris fin "
                "aussitôt ; il n’est pas renouvelé, et plus rien n’est débité.",
            ),
        )
    return (
        writer.paragraph(
            "we have received your cancellation. The contract ends with the period that is paid; it is not "
            "renewed, and nothing more is charged.",
            "nous avons reçu votre résiliation. Le contrat prend fin avec la période payée ; il n’est pas "
            "renouvelé, et plus rien n’est débité.",
        ),
    )


def _what_stays(writer: Writer) -> tuple[Part, ...]:
    kept = writer.paragraph(
        "Surveys and the responses collected so far are kept. The address that is kept with the account has been "
        "told too.",
        "Les enquêtes et les réponses recueillies sont conservées. L’adresse enregistrée avec le compte a "
        "également été informée.",
    )
    if writer.facts.has_ended:
        return (kept,)
    return (
        writer.paragraph(
            "Until then the license works as before, and the account’s owner can undo this in License Desk.",
            "D’ici là, la licence fonctionne comme avant, et le titulaire du compte peut revenir sur cette "
            "résiliation dans License Desk.",
        ),
        kept,
    )


def declared_waiting(writer: Writer) -> Content:
    """Confirm the receipt of a declaration while a charge is under way, whose outcome decides what it does."""
    return Content(
        writer.say(
            "We have received your declaration ({reference})", "Nous avons reçu votre déclaration ({reference})"
        ),
        writer.say("We have received your declaration", "Nous avons reçu votre déclaration"),
        (
            writer.hello(),
            writer.paragraph(
                "a payment for this contract is under way just now. Your declaration is carried out as soon as "
                "its outcome is known, and a second mail tells you what it did.",
                "un paiement pour ce contrat est en cours en ce moment. Votre déclaration est exécutée dès que "
                "son issue est connue, et un second e-mail vous dit ce qui a été fait.",
            ),
            writer.rows(("Reference", "Référence", "{reference}"), ("Received", "Reçue", "{received_at:moment}")),
            declaration_of(writer),
        ),
    )


def declared_to_person(writer: Writer) -> Content:
    """Confirm the receipt of a declaration on which a person decides."""
    return Content(
        writer.say(
            "We have received your cancellation ({reference})", "Nous avons reçu votre résiliation ({reference})"
        ),
        writer.say("We have received your cancellation", "Nous avons reçu votre résiliation"),
        (
            writer.hello(),
            writer.paragraph(
                "you have cancelled for a cause (an extraordinary cancellation). A person looks at it and answers "
                "you by e-mail. In any case it counts as a cancellation of the coming renewal.",
                "vous avez résilié pour un motif légitime (résiliation anticipée). Une personne l’examine et vous "
                "répond par e-mail. Dans tous les cas, elle vaut annulation du prochain renouvellement.",
            ),
            writer.rows(("Reference", "Référence", "{reference}"), ("Received", "Reçue", "{received_at:moment}")),
            *_end_if_known(writer),
            declaration_of(writer),
        ),
    )


def not_found(writer: Writer) -> Content:
    """Say that a declaration fits no contract, and what to do."""
    return Content(
        writer.say(
            "Received, but we could not find the contract ({reference})",
            "Reçue, mais le contrat est introuvable ({reference})",
        ),
        writer.say("We could not find the contract", "Nous n’avons pas trouvé le contrat"),
        (
            writer.hello(),
            writer.paragraph(
                "we have received your declaration. We could not find a contract with the name and the details in "
                "it, so nothing has been changed yet.",
                "nous avons reçu votre déclaration. Nous n’avons trouvé aucun contrat avec le nom et les "
                "informations indiqués ; rien n’a donc encore été modifié.",
            ),
            writer.rows(("Reference", "Référence", "{reference}"), ("Received", "Reçue", "{received_at:moment}")),
            declaration_of(writer),
            writer.box(
                "Please send it again with the name of the account’s owner and the number of the contract or of "
                "an invoice, as they stand in our mails and on the invoices. Or write to the address below with "
                "this reference: a person looks for the contract, and the day of this receipt counts.",
                "Veuillez l’envoyer à nouveau avec le nom du titulaire du compte et le numéro du contrat ou d’une "
                "facture, tels qu’ils figurent dans nos e-mails et sur les factures. Ou écrivez à l’adresse "
                "ci-dessous avec cette référence : une personne recherche le contrat, et la date de cette "
                "réception fait foi.",
            ),
        ),
    )


def nothing_to_cancel(writer: Writer) -> Content:
    """Say that the contract does not renew anyway."""
    end = (
        ()
        if writer.facts.access_ends_at is None
        else (writer.rows(("The contract ends", "Fin du contrat", "{access_ends_at:moment}")),)
    )
    return Content(
        writer.say(
            "Received: the contract does not renew ({reference})",
            "Reçue : le contrat ne se renouvelle pas ({reference})",
        ),
        writer.say("The contract does not renew", "Le contrat ne se renouvelle pas"),
        (
            writer.hello(),
            writer.paragraph(
                "we have received your cancellation. The contract does not renew anyway: it was cancelled before, "
                "or it has ended. Nothing more is charged.",
                "nous avons reçu votre résiliation. Le contrat ne se renouvelle pas : il a déjà été résilié ou il "
                "a pris fin. Plus rien n’est débité.",
            ),
            writer.rows(("Reference", "Référence", "{reference}"), ("Received", "Reçue", "{received_at:moment}")),
            *end,
            declaration_of(writer),
        ),
    )


def owner_told(writer: Writer) -> Content:
    """Tell the account's own address that somebody has cancelled without signing in: a guard against strangers."""
    return Content(
        writer.say(
            "Your {plan} license was cancelled without signing in ({reference})",
            "Votre licence {plan} a été résiliée sans connexion ({reference})",
        ),
        writer.say("Your license was cancelled without signing in", "Votre licence a été résiliée sans connexion"),
        (
            writer.hello(),
            writer.paragraph(
                "somebody who stated your name and your contract has cancelled the renewal of your {plan} "
                "license, without signing in. The confirmation went to {stated_email}.",
                "une personne qui a indiqué votre nom et votre contrat a annulé le renouvellement de votre "
                "licence {plan}, sans se connecter. La confirmation a été envoyée à {stated_email}.",
            ),
            writer.rows(
                ("Reference", "Référence", "{reference}"),
                ("Received", "Reçue", "{received_at:moment}"),
                ("Access ends", "Fin d’accès", "{access_ends_at:moment}"),
            ),
            _if_it_was_not_you(writer),
            declaration_of(writer),
            writer.button(*_OPEN_BILLING),
        ),
    )


def _if_it_was_not_you(writer: Writer) -> Part:
    if writer.facts.has_ended:
        return writer.box(
            "The period that was paid is over, so the license has ended at once. If it was you, you need not do "
            "anything. If not, answer to the address below with this reference: a person looks into it. You can "
            "buy the license again at any time, in Plans.",
            "La période payée étant écoulée, la licence a pris fin aussitôt. Si c’était vous, vous n’avez rien à "
            "faire. Sinon, écrivez à l’adresse ci-dessous avec cette référence : une personne s’en occupe. Vous "
            "pouvez racheter la licence à tout moment, dans Plans.",
        )
    return writer.box(
        "If it was you, you need not do anything. If not, undo it until that day: sign in to License Desk, "
        "Account settings > Billing > Resume renewal.",
        "Si c’était vous, vous n’avez rien à faire. Sinon, revenez dessus avant ce jour : connectez-vous à "
        "License Desk, Paramètres du compte > Facturation > Reprendre le renouvellement.",
    )


def operator_told(writer: Writer) -> Content:
    """Hand a declaration over to a person at the operator's."""
    return Content(
        writer.say(
            "A declaration needs a person: {reference}", "Une déclaration demande une personne : {reference}"
        ),
        writer.say("A declaration needs a person", "Une déclaration demande une personne"),
        (
            writer.paragraph(
                "Answer to {stated_email}. Contract: {contract}.",
                "Répondez à {stated_email}. Contrat : {contract}.",
            ),
            writer.rows(("Reference", "Référence", "{reference}"), ("Received", "Reçue", "{received_at:moment}")),
            declaration_of(writer),
        ),
    )


def declaration_of(writer: Writer) -> Part:
    """Repeat the declaration as it was received."""
    return Part("declaration", writer.facts.declaration)


def _end_if_known(writer: Writer) -> tuple[Part, ...]:
    if writer.facts.access_ends_at is None:
        return ()
    return (
        writer.rows(("The contract ends at the latest", "Fin du contrat au plus tard", "{access_ends_at:moment}")),
    )
