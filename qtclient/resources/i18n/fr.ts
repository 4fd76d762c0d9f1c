<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en_US">
    <context>
        <name>AccountFields</name>
        <message>
            <source>Your name</source>
            <translation>Votre nom</translation>
        </message>
        <message>
            <source>Username</source>
            <translation>Nom d’utilisateur</translation>
        </message>
        <message>
            <source>You sign in with it. Capital and small letters are the same in it.</source>
            <translation>Il sert à vous connecter. Majuscules et minuscules y sont équivalentes.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mot de passe</translation>
        </message>
        <message>
            <source>At least 8 characters, any you like, a whole sentence too. One that many use is not taken.</source>
            <translation>Au moins 8 caractères, ceux que vous voulez, une phrase entière aussi. Un mot de passe trop répandu n’est pas accepté.</translation>
        </message>
    </context>
    <context>
        <name>AccountSettingsView</name>
        <message>
            <source>Plans</source>
            <translation>Plans</translation>
        </message>
        <message>
            <source>Billing</source>
            <translation>Facturation</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Account settings</source>
            <translation>Paramètres du compte</translation>
        </message>
    </context>
    <context>
        <name>AddressFields</name>
        <message>
            <source>Country or region</source>
            <translation>Pays ou région</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>County</source>
            <translation>Comté</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>Département</translation>
        </message>
        <message>
            <source>District</source>
            <translation>District</translation>
        </message>
        <message>
            <source>Province or city</source>
            <translation>Province ou ville</translation>
        </message>
        <message>
            <source>Eircode</source>
            <translation>Eircode</translation>
        </message>
        <message>
            <source>Emirate</source>
            <translation>Émirat</translation>
        </message>
        <message>
            <source>Island</source>
            <translation>Île</translation>
        </message>
        <message>
            <source>Neighborhood</source>
            <translation>Quartier</translation>
        </message>
        <message>
            <source>Oblast</source>
            <translation>Oblast</translation>
        </message>
        <message>
            <source>Parish</source>
            <translation>Paroisse</translation>
        </message>
        <message>
            <source>PIN code</source>
            <translation>Code PIN</translation>
        </message>
        <message>
            <source>Post town</source>
            <translation>Ville postale</translation>
        </message>
        <message>
            <source>Prefecture</source>
            <translation>Préfecture</translation>
        </message>
        <message>
            <source>Province</source>
            <translation>Province</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Suburb</source>
            <translation>Banlieue</translation>
        </message>
        <message>
            <source>Townland</source>
            <translation>Townland</translation>
        </message>
        <message>
            <source>Village or township</source>
            <translation>Village ou commune</translation>
        </message>
        <message>
            <source>ZIP code</source>
            <translation>Code ZIP</translation>
        </message>
        <message>
            <source>Street address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Apartment, suite, floor</source>
            <translation>Appartement, bureau, étage</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ville</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Région</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>Code postal</translation>
        </message>
        <message>
            <source>Sorting code (CEDEX)</source>
            <translation>Code de tri (CEDEX)</translation>
        </message>
        <message>
            <source>{field} (optional)</source>
            <translation>{field} (facultatif)</translation>
        </message>
    </context>
    <context>
        <name>Appearance</name>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Contraste élevé</translation>
        </message>
    </context>
    <context>
        <name>BankConfirmation</name>
        <message>
            <source>Your bank wants you to confirm the payment</source>
            <translation>Votre banque vous demande de confirmer le paiement</translation>
        </message>
        <message>
            <source>Its page has been opened in your browser. Confirm there, then come back: this window notices by itself, or press the button.</source>
            <translation>Sa page s’est ouverte dans votre navigateur. Confirmez-y le paiement, puis revenez : cette fenêtre s’en aperçoit d’elle-même, ou appuyez sur le bouton.</translation>
        </message>
        <message>
            <source>Cancel purchase</source>
            <translation>Annuler l’achat</translation>
        </message>
        <message>
            <source>You may close License Desk. The purchase waits for the bank, and is found again at the next start.</source>
            <translation>Vous pouvez fermer License Desk. L’achat attend la banque et sera retrouvé au prochain démarrage.</translation>
        </message>
        <message>
            <source>Without a confirmation by {time} the purchase ends, and nothing is charged.</source>
            <translation>Sans confirmation avant {time}, l’achat prend fin et rien n’est débité.</translation>
        </message>
    </context>
    <context>
        <name>BankStep</name>
        <message>
            <source>Copy link</source>
            <translation>Copier le lien</translation>
        </message>
        <message>
            <source>Open the bank's page</source>
            <translation>Ouvrir la page de la banque</translation>
        </message>
        <message>
            <source>I have finished</source>
            <translation>J’ai terminé</translation>
        </message>
        <message>
            <source>The server does not answer just now. It is asked again and again.</source>
            <translation>Le serveur ne répond pas pour le moment. Il est interrogé encore et encore.</translation>
        </message>
        <message>
            <source>The bank's page</source>
            <translation>La page de la banque</translation>
        </message>
        <message>
            <source>Your bank is being asked…</source>
            <translation>Votre banque est interrogée…</translation>
        </message>
        <message>
            <source>The bank has not had your confirmation yet.</source>
            <translation>La banque n’a pas encore reçu votre confirmation.</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>Annulation…</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
    </context>
    <context>
        <name>Billing</name>
        <message>
            <source>Card</source>
            <translation>Carte</translation>
        </message>
    </context>
    <context>
        <name>BillingBanner</name>
        <message numerus="yes">
            <source>The renewal is not paid. Access ends in %n day(s), on {day}.</source>
            <translation>
                <numerusform>Le renouvellement n’est pas payé. L’accès prend fin dans %n jour, le {day}.</numerusform>
                <numerusform>Le renouvellement n’est pas payé. L’accès prend fin dans %n jours, le {day}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter another card</source>
            <translation>Saisir une autre carte</translation>
        </message>
        <message>
            <source>See what to do</source>
            <translation>Voir que faire</translation>
        </message>
        <message numerus="yes">
            <source>Your bank wants you to confirm the renewal. Access ends in %n day(s), on {day}.</source>
            <translation>
                <numerusform>Votre banque vous demande de confirmer le renouvellement. L’accès prend fin dans %n jour, le {day}.</numerusform>
                <numerusform>Votre banque vous demande de confirmer le renouvellement. L’accès prend fin dans %n jours, le {day}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your license ends in %n day(s), on {day}. It does not renew.</source>
            <translation>
                <numerusform>Votre licence prend fin dans %n jour, le {day}. Elle ne se renouvelle pas.</numerusform>
                <numerusform>Votre licence prend fin dans %n jours, le {day}. Elle ne se renouvelle pas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open Billing</source>
            <translation>Ouvrir la facturation</translation>
        </message>
        <message numerus="yes">
            <source>There is no card for the renewal. The license ends in %n day(s), on {day}.</source>
            <translation>
                <numerusform>Il n’y a pas de carte pour le renouvellement. La licence prend fin dans %n jour, le {day}.</numerusform>
                <numerusform>Il n’y a pas de carte pour le renouvellement. La licence prend fin dans %n jours, le {day}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Add a card</source>
            <translation>Ajouter une carte</translation>
        </message>
        <message numerus="yes">
            <source>The card on file expires before the renewal in %n day(s), on {day}.</source>
            <translation>
                <numerusform>La carte enregistrée expire avant le renouvellement, dans %n jour, le {day}.</numerusform>
                <numerusform>La carte enregistrée expire avant le renouvellement, dans %n jours, le {day}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Change the card</source>
            <translation>Changer la carte</translation>
        </message>
    </context>
    <context>
        <name>BillingDetailsCard</name>
        <message>
            <source>Billing details</source>
            <translation>Coordonnées de facturation</translation>
        </message>
        <message>
            <source>Change billing details</source>
            <translation>Modifier les coordonnées</translation>
        </message>
        <message>
            <source>Change recipients</source>
            <translation>Modifier les destinataires</translation>
        </message>
        <message>
            <source>Invoices are made out to</source>
            <translation>Les factures sont établies au nom de</translation>
        </message>
        <message>
            <source>Also sent by e-mail to</source>
            <translation>Également envoyées par e-mail à</translation>
        </message>
        <message>
            <source>Nothing is entered yet.</source>
            <translation>Rien n’est encore saisi.</translation>
        </message>
        <message>
            <source>Nobody else</source>
            <translation>Personne d’autre</translation>
        </message>
    </context>
    <context>
        <name>BillingDetailsSheet</name>
        <message>
            <source>Change billing details</source>
            <translation>Modifier les coordonnées de facturation</translation>
        </message>
        <message>
            <source>Take back what is not saved</source>
            <translation>Annuler ce qui n’est pas enregistré</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Company (optional)</source>
            <translation>Entreprise (facultatif)</translation>
        </message>
        <message>
            <source>Tax ID (optional)</source>
            <translation>Numéro fiscal (facultatif)</translation>
        </message>
        <message>
            <source>Your VAT number, for example. It may change the tax of the renewal.</source>
            <translation>Votre numéro de TVA, par exemple. Il peut modifier la taxe du renouvellement.</translation>
        </message>
        <message>
            <source>For the invoices to come. Those that were issued stay as they are.</source>
            <translation>Pour les factures à venir. Celles qui ont été émises restent telles quelles.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Save billing details</source>
            <translation>Enregistrer les coordonnées</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Enregistrement…</translation>
        </message>
    </context>
    <context>
        <name>BillingFacts</name>
        <message>
            <source>Free account. Nothing is charged by itself.</source>
            <translation>Compte gratuit. Rien n’est débité automatiquement.</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Ensuite</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Contrat</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) left</source>
            <translation>
                <numerusform>il reste %n jour</numerusform>
                <numerusform>il reste %n jours</numerusform>
            </translation>
        </message>
        <message>
            <source>{start} to {end}</source>
            <translation>du {start} au {end}</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Période</translation>
        </message>
        <message>
            <source>Renews on</source>
            <translation>Se renouvelle le</translation>
        </message>
        <message>
            <source>Price then</source>
            <translation>Prix alors</translation>
        </message>
        <message>
            <source>New. The running year cost {amount} without tax.</source>
            <translation>Nouveau. L’année en cours a coûté {amount} hors taxes.</translation>
        </message>
        <message>
            <source>Price change</source>
            <translation>Changement de prix</translation>
        </message>
        <message>
            <source>{amount} per year</source>
            <translation>{amount} par an</translation>
        </message>
        <message>
            <source>{moment}, your local time</source>
            <translation>{moment}, votre heure locale</translation>
        </message>
        <message>
            <source>Can be cancelled until</source>
            <translation>Annulable jusqu’au</translation>
        </message>
        <message>
            <source>{moment} ({left})</source>
            <translation>{moment} ({left})</translation>
        </message>
        <message>
            <source>Ends on</source>
            <translation>Prend fin le</translation>
        </message>
        <message>
            <source>Cancelled on {day}. Nothing more is charged.</source>
            <translation>Annulé le {day}. Plus rien n’est débité.</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renouvellement</translation>
        </message>
        <message>
            <source>Due since</source>
            <translation>Dû depuis le</translation>
        </message>
        <message>
            <source>To pay</source>
            <translation>À payer</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s), last on {moment}</source>
            <translation>
                <numerusform>une fois, le {moment}</numerusform>
                <numerusform>%n fois, la dernière le {moment}</numerusform>
            </translation>
        </message>
        <message>
            <source>Tried</source>
            <translation>Essayé</translation>
        </message>
        <message>
            <source>{total} per year ({price} plus {tax} {name})</source>
            <translation>{total} par an ({price} plus {tax} de {name})</translation>
        </message>
    </context>
    <context>
        <name>BillingView</name>
        <message>
            <source>Billing</source>
            <translation>Facturation</translation>
        </message>
    </context>
    <context>
        <name>BuyView</name>
        <message>
            <source>Buy without an account</source>
            <translation>Acheter sans compte</translation>
        </message>
        <message>
            <source>Choose a plan, confirm your e-mail address, and pay by card. Your account is made with it.</source>
            <translation>Choisissez un plan, confirmez votre adresse e-mail et payez par carte. Votre compte est créé en même temps.</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Plutôt se connecter</translation>
        </message>
        <message>
            <source>name@example.com</source>
            <translation>nom@exemple.com</translation>
        </message>
        <message>
            <source>Buy now</source>
            <translation>Acheter maintenant</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Adresse e-mail</translation>
        </message>
        <message>
            <source>Use another address</source>
            <translation>Utiliser une autre adresse</translation>
        </message>
        <message>
            <source>Go on with the purchase</source>
            <translation>Continuer l’achat</translation>
        </message>
        <message>
            <source>Your address {email} is confirmed.</source>
            <translation>Votre adresse {email} est confirmée.</translation>
        </message>
        <message>
            <source>Enter your e-mail address; the code to confirm it is sent there.</source>
            <translation>Saisissez votre adresse e-mail ; le code de confirmation y sera envoyé.</translation>
        </message>
        <message>
            <source>This is not an e-mail address that mail can be sent to. Check it.</source>
            <translation>Ce n’est pas une adresse e-mail à laquelle on puisse écrire. Vérifiez-la.</translation>
        </message>
        <message>
            <source>Sending the code…</source>
            <translation>Envoi du code…</translation>
        </message>
        <message>
            <source>We send you a code to confirm it. Buy now is for {plan}, {price}.</source>
            <translation>Nous vous envoyons un code pour la confirmer. Le bouton porte sur {plan}, {price}.</translation>
        </message>
    </context>
    <context>
        <name>CancelRenewalSheet</name>
        <message>
            <source>Keep renewal</source>
            <translation>Garder le renouvellement</translation>
        </message>
        <message>
            <source>Cancel renewal</source>
            <translation>Annuler le renouvellement</translation>
        </message>
        <message>
            <source>Resume renewal</source>
            <translation>Reprendre le renouvellement</translation>
        </message>
        <message>
            <source>Save confirmation</source>
            <translation>Enregistrer la confirmation</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>The renewal is cancelled</source>
            <translation>Le renouvellement est annulé</translation>
        </message>
        <message>
            <source>Cancel renewal?</source>
            <translation>Annuler le renouvellement ?</translation>
        </message>
        <message>
            <source>Being cancelled…</source>
            <translation>Annulation…</translation>
        </message>
        <message>
            <source>Nothing more is charged. The confirmation was mailed to {email}.</source>
            <translation>Plus rien n’est débité. La confirmation a été envoyée à {email}.</translation>
        </message>
        <message>
            <source>The renewal that is due is not charged any more. The period that was paid is over, so the license ends at once.</source>
            <translation>Le renouvellement dû n’est plus débité. La période payée est terminée : la licence prend donc fin immédiatement.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing is charged any more, and until {day} the license stays as it is: %n day(s). Until then you can resume the renewal.</source>
            <translation>
                <numerusform>Plus rien n’est débité, et la licence reste telle quelle jusqu’au {day} : %n jour. D’ici là, vous pouvez reprendre le renouvellement.</numerusform>
                <numerusform>Plus rien n’est débité, et la licence reste telle quelle jusqu’au {day} : %n jours. D’ici là, vous pouvez reprendre le renouvellement.</numerusform>
            </translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Référence</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Access ends on</source>
            <translation>L’accès prend fin le</translation>
        </message>
        <message>
            <source>Can be resumed</source>
            <translation>Peut être repris</translation>
        </message>
        <message>
            <source>until then</source>
            <translation>jusque-là</translation>
        </message>
        <message>
            <source>Cancellation {reference}.pdf</source>
            <translation>Annulation {reference}.pdf</translation>
        </message>
    </context>
    <context>
        <name>CancelView</name>
        <message>
            <source>your details</source>
            <translation>vos coordonnées</translation>
        </message>
        <message>
            <source>check</source>
            <translation>vérification</translation>
        </message>
        <message>
            <source>confirmation</source>
            <translation>confirmation</translation>
        </message>
        <message>
            <source>Cancel contracts here</source>
            <translation>Résilier votre contrat</translation>
        </message>
        <message>
            <source>You see everything once more before it is sent. A confirmation is mailed to you at once.</source>
            <translation>Vous voyez tout encore une fois avant l’envoi. Une confirmation vous est aussitôt envoyée par e-mail.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Cancel now</source>
            <translation>Notification de la résiliation</translation>
        </message>
    </context>
    <context>
        <name>CancellationFields</name>
        <message>
            <source>Contract (optional)</source>
            <translation>Contrat (facultatif)</translation>
        </message>
        <message>
            <source>Contract number, invoice number, brand ID or username. Not needed where your e-mail address is the one of the account.</source>
            <translation>Numéro de contrat, numéro de facture, identifiant de marque ou nom d’utilisateur. Inutile si votre adresse e-mail est celle du compte.</translation>
        </message>
        <message>
            <source>Ordinary cancellation: the contract ends when its period is over</source>
            <translation>Résiliation ordinaire : le contrat prend fin au terme de sa période</translation>
        </message>
        <message>
            <source>Extraordinary cancellation: for an important reason</source>
            <translation>Résiliation anticipée : pour un motif légitime</translation>
        </message>
        <message>
            <source>Important reason</source>
            <translation>Motif légitime</translation>
        </message>
        <message>
            <source>For example {day}. Leave it empty for as early as possible.</source>
            <translation>Par exemple {day}. Laissez vide pour dès que possible.</translation>
        </message>
        <message>
            <source>Wished end (optional)</source>
            <translation>Fin souhaitée (facultatif)</translation>
        </message>
        <message>
            <source>Kind of cancellation</source>
            <translation>Type de résiliation</translation>
        </message>
    </context>
    <context>
        <name>CancellationMeaning</name>
        <message>
            <source>What exactly would stop could not be measured just now. You can cancel all the same.</source>
            <translation>Ce qui s’arrêterait exactement n’a pas pu être mesuré pour le moment. Vous pouvez annuler malgré tout.</translation>
        </message>
        <message>
            <source>What stays</source>
            <translation>Ce qui reste</translation>
        </message>
        <message>
            <source>What stops</source>
            <translation>Ce qui s’arrête</translation>
        </message>
        <message>
            <source>Nothing that you use.</source>
            <translation>Rien de ce que vous utilisez.</translation>
        </message>
        <message>
            <source>{name}: you use {used}, a Free account has {limit} ({over} over the limit)</source>
            <translation>{name} : vous en utilisez {used}, un compte gratuit en a {limit} ({over} au-delà de la limite)</translation>
        </message>
    </context>
    <context>
        <name>CancellationReason</name>
        <message>
            <source>I would rather not say</source>
            <translation>Je préfère ne pas le dire</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>Raison (facultatif)</translation>
        </message>
        <message>
            <source>In your own words (optional)</source>
            <translation>Avec vos propres mots (facultatif)</translation>
        </message>
        <message>
            <source>It costs too much</source>
            <translation>C’est trop cher</translation>
        </message>
        <message>
            <source>I do not need it any more</source>
            <translation>Je n’en ai plus besoin</translation>
        </message>
        <message>
            <source>Something is missing</source>
            <translation>Il manque quelque chose</translation>
        </message>
        <message>
            <source>It is too difficult to use</source>
            <translation>C’est trop difficile à utiliser</translation>
        </message>
        <message>
            <source>I use another product</source>
            <translation>J’utilise un autre produit</translation>
        </message>
        <message>
            <source>Something else</source>
            <translation>Autre chose</translation>
        </message>
    </context>
    <context>
        <name>CardFields</name>
        <message>
            <source>MM / YY</source>
            <translation>MM / AA</translation>
        </message>
        <message>
            <source>Card number</source>
            <translation>Numéro de carte</translation>
        </message>
        <message>
            <source>Expiry date</source>
            <translation>Date d’expiration</translation>
        </message>
        <message>
            <source>Security code (CVC)</source>
            <translation>Code de sécurité (CVC)</translation>
        </message>
        <message>
            <source>The card goes from this computer straight to the payment service.</source>
            <translation>La carte va directement de cet ordinateur au service de paiement.</translation>
        </message>
        <message>
            <source>3 digits on the back of the card.</source>
            <translation>3 chiffres au dos de la carte.</translation>
        </message>
        <message>
            <source>4 digits on the front of the card.</source>
            <translation>4 chiffres au recto de la carte.</translation>
        </message>
    </context>
    <context>
        <name>CardForm</name>
        <message>
            <source>Update payment information</source>
            <translation>Mise à jour des informations de paiement</translation>
        </message>
        <message>
            <source>Submit</source>
            <translation>Soumettre</translation>
        </message>
        <message>
            <source>Without a confirmation by {time} the card on file stays.</source>
            <translation>Sans confirmation avant {time}, la carte enregistrée reste.</translation>
        </message>
        <message>
            <source>The card on file stays.</source>
            <translation>La carte enregistrée reste.</translation>
        </message>
        <message>
            <source>The renewal is being paid with it.</source>
            <translation>Le renouvellement est en cours de paiement avec elle.</translation>
        </message>
        <message>
            <source>It is charged at the next renewal.</source>
            <translation>Elle sera débitée au prochain renouvellement.</translation>
        </message>
        <message>
            <source>The new card is on file</source>
            <translation>La nouvelle carte est enregistrée</translation>
        </message>
        <message>
            <source>Nothing was changed</source>
            <translation>Rien n’a été modifié</translation>
        </message>
        <message>
            <source>A card was being replaced when License Desk was closed.</source>
            <translation>Une carte était en cours de remplacement quand License Desk a été fermé.</translation>
        </message>
        <message>
            <source>No card is on file.</source>
            <translation>Aucune carte n’est enregistrée.</translation>
        </message>
        <message>
            <source>On file is: {brand} ending in {digits}.</source>
            <translation>Carte enregistrée : {brand} se terminant par {digits}.</translation>
        </message>
        <message>
            <source>The server does not answer just now. It is asked again and again.</source>
            <translation>Le serveur ne répond pas pour le moment. Il est interrogé encore et encore.</translation>
        </message>
        <message>
            <source>The answer got lost on the way; we are finding out what became of the card…</source>
            <translation>La réponse s’est perdue en route ; nous cherchons ce qu’est devenue la carte…</translation>
        </message>
        <message>
            <source>The bank is checking the card…</source>
            <translation>La banque vérifie la carte…</translation>
        </message>
        <message>
            <source>The server cannot be reached just now, so nothing can be sent.</source>
            <translation>Le serveur est injoignable pour le moment : rien ne peut être envoyé.</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Ce qui se passe</translation>
        </message>
        <message>
            <source>Your bank checks the new card; nothing is charged by that.</source>
            <translation>Votre banque vérifie la nouvelle carte ; cela ne débite rien.</translation>
        </message>
        <message>
            <source>It takes the place of the one on file as soon as the bank has agreed, and not before.</source>
            <translation>Elle remplace la carte enregistrée dès que la banque a accepté, et pas avant.</translation>
        </message>
        <message>
            <source>The next renewal is charged to it. One that is due is tried with it at once.</source>
            <translation>Le prochain renouvellement sera débité de cette carte. Un renouvellement dû est aussitôt tenté avec elle.</translation>
        </message>
        <message>
            <source>You may close License Desk. What was sent is found again at the next start.</source>
            <translation>Vous pouvez fermer License Desk. Ce qui a été envoyé est retrouvé au prochain démarrage.</translation>
        </message>
        <message>
            <source>Your bank wants you to confirm the card</source>
            <translation>Votre banque vous demande de confirmer la carte</translation>
        </message>
        <message>
            <source>Its page is opened in your browser. Confirm there, then come back: this window notices by itself, or press the button. Nothing is charged.</source>
            <translation>Sa page s’ouvre dans votre navigateur. Confirmez-y, puis revenez : cette fenêtre le remarque d’elle-même, ou appuyez sur le bouton. Rien n’est débité.</translation>
        </message>
        <message>
            <source>You may close License Desk. The card waits for the bank, and is found again at the next start.</source>
            <translation>Vous pouvez fermer License Desk. La carte attend la banque et est retrouvée au prochain démarrage.</translation>
        </message>
        <message>
            <source>Keep the card on file</source>
            <translation>Garder la carte enregistrée</translation>
        </message>
    </context>
    <context>
        <name>CardOnFileCard</name>
        <message>
            <source>Current payment information</source>
            <translation>Informations de paiement actuelles</translation>
        </message>
        <message>
            <source>Remove payment information</source>
            <translation>Supprimer les informations de paiement</translation>
        </message>
        <message>
            <source>{brand} ending in {digits}</source>
            <translation>{brand} se terminant par {digits}</translation>
        </message>
        <message>
            <source>Good until {expiry}</source>
            <translation>Valable jusqu’au {expiry}</translation>
        </message>
        <message>
            <source>Removing…</source>
            <translation>Suppression…</translation>
        </message>
        <message>
            <source>The server cannot be reached just now.</source>
            <translation>Le serveur est injoignable pour le moment.</translation>
        </message>
        <message>
            <source>No card is on file. It is asked for when you buy.</source>
            <translation>Aucune carte n’est enregistrée. Elle est demandée à l’achat.</translation>
        </message>
        <message>
            <source>No card is on file.</source>
            <translation>Aucune carte n’est enregistrée.</translation>
        </message>
        <message>
            <source>This card has expired</source>
            <translation>Cette carte a expiré</translation>
        </message>
        <message>
            <source>Enter a new one below.</source>
            <translation>Saisissez-en une nouvelle ci-dessous.</translation>
        </message>
        <message>
            <source>The renewal is due on {day}. Enter a new card below.</source>
            <translation>Le renouvellement a lieu le {day}. Saisissez une nouvelle carte ci-dessous.</translation>
        </message>
        <message>
            <source>It expires before the renewal</source>
            <translation>Elle expire avant le renouvellement</translation>
        </message>
    </context>
    <context>
        <name>CardUpdate</name>
        <message>
            <source>This computer could not note the new card's way</source>
            <translation>Cet ordinateur n’a pas pu noter l’envoi de la nouvelle carte</translation>
        </message>
        <message>
            <source>Nothing was sent, and the card on file stays. Free some space on the disk, then try again.</source>
            <translation>Rien n’a été envoyé, et la carte enregistrée reste. Libérez de l’espace sur le disque, puis réessayez.</translation>
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <source>Unlimited</source>
            <translation>Illimité</translation>
        </message>
        <message>
            <source>Negotiated</source>
            <translation>Négocié</translation>
        </message>
        <message>
            <source>Included</source>
            <translation>Inclus</translation>
        </message>
        <message>
            <source>not included</source>
            <translation>non inclus</translation>
        </message>
        <message>
            <source>{offer}, more than you have now</source>
            <translation>{offer}, plus que ce que vous avez</translation>
        </message>
        <message>
            <source>{offer}, less than you have now</source>
            <translation>{offer}, moins que ce que vous avez</translation>
        </message>
    </context>
    <context>
        <name>ComparisonTable</name>
        <message>
            <source>Comparison of the plans</source>
            <translation>Comparaison des plans</translation>
        </message>
    </context>
    <context>
        <name>Confirmation</name>
        <message>
            <source>A confirmation with the receipt is on its way to you by e-mail.</source>
            <translation>Une confirmation avec le reçu vous est envoyée par e-mail.</translation>
        </message>
        <message>
            <source>Save receipt</source>
            <translation>Enregistrer le reçu</translation>
        </message>
        <message>
            <source>Go to Billing</source>
            <translation>Aller à la facturation</translation>
        </message>
        <message>
            <source>Go to overview</source>
            <translation>Aller à la vue d’ensemble</translation>
        </message>
        <message>
            <source>{plan} is yours</source>
            <translation>{plan} est à vous</translation>
        </message>
        <message>
            <source>Your license is bought</source>
            <translation>Votre licence est achetée</translation>
        </message>
        <message>
            <source>It is ready to use: everything is open to you now, without signing in again.</source>
            <translation>Elle est prête : tout vous est ouvert, sans vous reconnecter.</translation>
        </message>
        <message>
            <source>It is bought. This window is being told what is open to you now…</source>
            <translation>Elle est achetée. Cette fenêtre apprend ce qui vous est ouvert…</translation>
        </message>
        <message>
            <source>Your account is made and you are signed in: everything is open to you now.</source>
            <translation>Votre compte est créé et vous êtes connecté : tout vous est ouvert dès maintenant.</translation>
        </message>
        <message>
            <source>It is bought, and your account is made. You are being signed in…</source>
            <translation>L’achat est fait et votre compte est créé. Vous allez être connecté…</translation>
        </message>
        <message>
            <source>Paid today</source>
            <translation>Payé aujourd’hui</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Runs until</source>
            <translation>Valable jusqu’au</translation>
        </message>
        <message>
            <source>{day}, for {amount}</source>
            <translation>{day}, pour {amount}</translation>
        </message>
        <message>
            <source>Renews on</source>
            <translation>Renouvellement</translation>
        </message>
        <message>
            <source>Username</source>
            <translation>Nom d’utilisateur</translation>
        </message>
        <message>
            <source>Data center</source>
            <translation>Centre de données</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Copy the brand ID</source>
            <translation>Copier l’identifiant de marque</translation>
        </message>
        <message>
            <source>Brand ID</source>
            <translation>Identifiant de marque</translation>
        </message>
        <message>
            <source>It was made for your organization and never changes.</source>
            <translation>Il a été créé pour votre organisation et ne change jamais.</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
    </context>
    <context>
        <name>ContractLinks</name>
        <message>
            <source>Contracts</source>
            <translation>Contrats</translation>
        </message>
        <message>
            <source>Cancel contracts here</source>
            <translation>Résilier votre contrat</translation>
        </message>
        <message>
            <source>Withdraw from contract here</source>
            <translation>Se rétracter du contrat ici</translation>
        </message>
    </context>
    <context>
        <name>DataCenterLine</name>
        <message>
            <source>{city}, {country}</source>
            <translation>{city}, {country}</translation>
        </message>
        <message>
            <source>Change data center</source>
            <translation>Changer de centre de données</translation>
        </message>
        <message>
            <source>Your data center is not chosen yet.</source>
            <translation>Votre centre de données n’est pas encore choisi.</translation>
        </message>
        <message>
            <source>Your data center: {place}</source>
            <translation>Votre centre de données : {place}</translation>
        </message>
        <message>
            <source>It cannot be changed after the purchase.</source>
            <translation>Il ne peut plus être changé après l’achat.</translation>
        </message>
        <message>
            <source>Recommended: nearest to your internet address ({country}).</source>
            <translation>Recommandé : le plus proche de votre adresse internet ({country}).</translation>
        </message>
        <message>
            <source>We could not tell where you are, so this is only a default.</source>
            <translation>Nous n’avons pas pu déterminer où vous êtes ; ce n’est donc qu’un choix par défaut.</translation>
        </message>
    </context>
    <context>
        <name>DataCenterPicker</name>
        <message>
            <source>Change data center</source>
            <translation>Changer de centre de données</translation>
        </message>
        <message>
            <source>Data centers</source>
            <translation>Centres de données</translation>
        </message>
        <message>
            <source>The data center cannot be changed after the purchase.</source>
            <translation>Le centre de données ne peut plus être changé après l’achat.</translation>
        </message>
        <message>
            <source>Search by city, country or region</source>
            <translation>Rechercher par ville, pays ou région</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmer</translation>
        </message>
        <message>
            <source>No data center fits “{search}”.</source>
            <translation>Aucun centre de données ne correspond à « {search} ».</translation>
        </message>
        <message>
            <source>Ask for a custom plan</source>
            <translation>Demander un plan personnalisé</translation>
        </message>
        <message>
            <source>For public authorities that need FedRAMP. It comes with a custom plan only, not with a self-service license.</source>
            <translation>Pour les administrations qui exigent FedRAMP. Il n’est proposé qu’avec un plan personnalisé, pas avec une licence en libre-service.</translation>
        </message>
        <message>
            <source>Custom plan only</source>
            <translation>Plan personnalisé uniquement</translation>
        </message>
        <message>
            <source>It takes in nobody new at the moment. Choose another one.</source>
            <translation>Il n’accueille personne de nouveau pour le moment. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>Not available</source>
            <translation>Non disponible</translation>
        </message>
        <message>
            <source>Recommended: nearest to your internet address ({country})</source>
            <translation>Recommandé : le plus proche de votre adresse internet ({country})</translation>
        </message>
        <message>
            <source>Recommended</source>
            <translation>Recommandé</translation>
        </message>
        <message>
            <source>We could not tell where you are, so this is only a default.</source>
            <translation>Nous n’avons pas pu déterminer où vous êtes ; ce n’est donc qu’un choix par défaut.</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Par défaut</translation>
        </message>
        <message numerus="yes">
            <source>%n data center(s) found</source>
            <translation>
                <numerusform>%n centre de données trouvé</numerusform>
                <numerusform>%n centres de données trouvés</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Debt</name>
        <message>
            <source>The renewal is being paid</source>
            <translation>Le renouvellement est en cours de paiement</translation>
        </message>
        <message>
            <source>This usually takes a few seconds. You may close License Desk: the outcome comes by mail too.</source>
            <translation>Cela prend en général quelques secondes. Vous pouvez fermer License Desk : le résultat arrive aussi par e-mail.</translation>
        </message>
        <message>
            <source>The renewal is not paid</source>
            <translation>Le renouvellement n’est pas payé</translation>
        </message>
        <message>
            <source>There is no card on file: enter one below, and it is charged at once.</source>
            <translation>Aucune carte n’est enregistrée : saisissez-en une ci-dessous, elle sera débitée aussitôt.</translation>
        </message>
        <message>
            <source>This card is not tried again. Enter another one below; it is charged at once.</source>
            <translation>Cette carte n’est plus essayée. Saisissez-en une autre ci-dessous ; elle sera débitée aussitôt.</translation>
        </message>
        <message>
            <source>We try again on {day}, and at once when you enter another card.</source>
            <translation>Nous réessayons le {day}, et aussitôt si vous saisissez une autre carte.</translation>
        </message>
        <message numerus="yes">
            <source>Access ends on {day} unless it is paid: %n day(s) left.</source>
            <translation>
                <numerusform>Sans paiement, l’accès prend fin le {day} : il reste %n jour.</numerusform>
                <numerusform>Sans paiement, l’accès prend fin le {day} : il reste %n jours.</numerusform>
            </translation>
        </message>
        <message>
            <source>{day}: {what_happened}.</source>
            <translation>{day} : {what_happened}.</translation>
        </message>
    </context>
    <context>
        <name>Declaration</name>
        <message>
            <source>Enter your name.</source>
            <translation>Saisissez votre nom.</translation>
        </message>
        <message>
            <source>Say which contract it is.</source>
            <translation>Indiquez de quel contrat il s’agit.</translation>
        </message>
        <message>
            <source>Enter the e-mail address for the confirmation.</source>
            <translation>Saisissez l’adresse e-mail pour la confirmation.</translation>
        </message>
        <message>
            <source>This is not an e-mail address that mail can be sent to. Check it.</source>
            <translation>Aucun e-mail ne peut être envoyé à cette adresse. Vérifiez-la.</translation>
        </message>
        <message>
            <source>An extraordinary cancellation needs its reason.</source>
            <translation>Une résiliation anticipée demande un motif.</translation>
        </message>
        <message>
            <source>This date cannot be read. Write it as in the example.</source>
            <translation>Cette date n’est pas lisible. Écrivez-la comme dans l’exemple.</translation>
        </message>
        <message>
            <source>This day is over. Choose a later one, or leave it empty for as early as possible.</source>
            <translation>Ce jour est passé. Choisissez un jour à venir, ou laissez vide pour dès que possible.</translation>
        </message>
        <message>
            <source>This cannot be taken as it is. Check it.</source>
            <translation>Cette saisie ne peut pas être acceptée telle quelle. Vérifiez-la.</translation>
        </message>
    </context>
    <context>
        <name>DeclarationFields</name>
        <message>
            <source>Your name</source>
            <translation>Votre nom</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Contrat</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Adresse e-mail</translation>
        </message>
        <message>
            <source>The confirmation is sent there at once.</source>
            <translation>La confirmation y est envoyée aussitôt.</translation>
        </message>
    </context>
    <context>
        <name>DeclaringScreen</name>
        <message>
            <source>Change</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Back to sign in</source>
            <translation>Retour à la connexion</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Envoi…</translation>
        </message>
        <message>
            <source>No answer has come yet</source>
            <translation>Aucune réponse n’est encore arrivée</translation>
        </message>
        <message>
            <source>What you typed is kept. Send it again as soon as the server can be reached: however often it is sent, it counts once.</source>
            <translation>Votre saisie est conservée. Renvoyez-la dès que le serveur est joignable : quel que soit le nombre d’envois, elle ne compte qu’une fois.</translation>
        </message>
    </context>
    <context>
        <name>FieldProblem</name>
        <message>
            <source>Enter your name.</source>
            <translation>Saisissez votre nom.</translation>
        </message>
        <message>
            <source>Enter a username; your e-mail address is a good one.</source>
            <translation>Saisissez un nom d’utilisateur ; votre adresse e-mail convient bien.</translation>
        </message>
        <message>
            <source>Somebody else has this username. Choose another one.</source>
            <translation>Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>This is another e-mail address than the confirmed one. Use that one, or a name.</source>
            <translation>Cette adresse e-mail n’est pas celle qui a été confirmée. Utilisez cette dernière, ou un nom.</translation>
        </message>
        <message>
            <source>Choose a password.</source>
            <translation>Choisissez un mot de passe.</translation>
        </message>
        <message>
            <source>Use at least 8 characters.</source>
            <translation>Utilisez au moins 8 caractères.</translation>
        </message>
        <message>
            <source>This password is too long.</source>
            <translation>Ce mot de passe est trop long.</translation>
        </message>
        <message>
            <source>Many people use this password, so it is easily guessed. Choose another one.</source>
            <translation>Beaucoup de gens utilisent ce mot de passe ; il se devine facilement. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>This password is too much like your name or address. Choose another one.</source>
            <translation>Ce mot de passe ressemble trop à votre nom ou à votre adresse. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>This data center takes in nobody new at the moment. Choose another one.</source>
            <translation>Ce centre de données n’accepte personne de nouveau pour le moment. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>Enter the card number.</source>
            <translation>Saisissez le numéro de la carte.</translation>
        </message>
        <message>
            <source>The card number is not complete.</source>
            <translation>Le numéro de la carte est incomplet.</translation>
        </message>
        <message>
            <source>The card number has too many digits.</source>
            <translation>Le numéro de la carte a trop de chiffres.</translation>
        </message>
        <message>
            <source>A digit of the card number is not right. Check it against the card.</source>
            <translation>Un chiffre du numéro est faux. Comparez-le avec la carte.</translation>
        </message>
        <message>
            <source>The bank does not know this number. Check it against the card.</source>
            <translation>La banque ne connaît pas ce numéro. Comparez-le avec la carte.</translation>
        </message>
        <message>
            <source>Enter the month and year on the card.</source>
            <translation>Saisissez le mois et l’année inscrits sur la carte.</translation>
        </message>
        <message>
            <source>Enter month and year, such as 04 / 29.</source>
            <translation>Saisissez le mois et l’année, par exemple 04 / 29.</translation>
        </message>
        <message>
            <source>The month is a number from 01 to 12.</source>
            <translation>Le mois est un nombre de 01 à 12.</translation>
        </message>
        <message>
            <source>This card has expired.</source>
            <translation>Cette carte a expiré.</translation>
        </message>
        <message>
            <source>The bank says that this card has expired.</source>
            <translation>La banque indique que cette carte a expiré.</translation>
        </message>
        <message>
            <source>Check the year on the card.</source>
            <translation>Vérifiez l’année sur la carte.</translation>
        </message>
        <message>
            <source>Enter the security code.</source>
            <translation>Saisissez le code de sécurité.</translation>
        </message>
        <message>
            <source>The security code is not complete.</source>
            <translation>Le code de sécurité est incomplet.</translation>
        </message>
        <message>
            <source>The security code has too many digits.</source>
            <translation>Le code de sécurité a trop de chiffres.</translation>
        </message>
        <message>
            <source>The security code is not right. Enter it again.</source>
            <translation>Le code de sécurité est faux. Saisissez-le à nouveau.</translation>
        </message>
        <message>
            <source>This tax ID does not have the length that this country's have.</source>
            <translation>Ce numéro fiscal n’a pas la longueur de ceux de ce pays.</translation>
        </message>
        <message>
            <source>A digit of this tax ID is not right. Leave it empty if you have none.</source>
            <translation>Un chiffre de ce numéro fiscal est faux. Laissez vide si vous n’en avez pas.</translation>
        </message>
        <message>
            <source>This does not look like a tax ID of this country. Leave it empty if you have none.</source>
            <translation>Ceci ne ressemble pas à un numéro fiscal de ce pays. Laissez vide si vous n’en avez pas.</translation>
        </message>
        <message>
            <source>This code does not belong to the region chosen.</source>
            <translation>Ce code n’est pas celui de la région choisie.</translation>
        </message>
        <message>
            <source>Choose one from the list.</source>
            <translation>Choisissez dans la liste.</translation>
        </message>
        <message>
            <source>Read the text and tick the box to go on.</source>
            <translation>Lisez le texte et cochez la case pour continuer.</translation>
        </message>
        <message>
            <source>This is needed for the receipt.</source>
            <translation>Nécessaire pour le reçu.</translation>
        </message>
        <message>
            <source>Check this; a good one looks like {example}.</source>
            <translation>À vérifier ; un bon exemple : {example}.</translation>
        </message>
        <message>
            <source>Check this; it was not accepted.</source>
            <translation>À vérifier ; ceci n’a pas été accepté.</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>{amount} per year</source>
            <translation>{amount} par an</translation>
        </message>
        <message>
            <source>{amount} per month</source>
            <translation>{amount} par mois</translation>
        </message>
        <message>
            <source>{day}, {time}</source>
            <translation>{day} à {time}</translation>
        </message>
    </context>
    <context>
        <name>GainsCard</name>
        <message>
            <source>What {plan} changes for you</source>
            <translation>Ce que {plan} change pour vous</translation>
        </message>
        <message>
            <source>Measured on your own data, {moment}</source>
            <translation>Mesuré sur vos propres données, {moment}</translation>
        </message>
        <message>
            <source>New for you: {features}.</source>
            <translation>Nouveau pour vous : {features}.</translation>
        </message>
        <message>
            <source>{used} used, without limit</source>
            <translation>{used} utilisés, sans limite</translation>
        </message>
        <message>
            <source>{used} of {limit} used</source>
            <translation>{used} utilisés sur {limit}</translation>
        </message>
        <message>
            <source>Without limit</source>
            <translation>Sans limite</translation>
        </message>
        <message>
            <source>{limit}: you are {count} over it</source>
            <translation>{limit} : vous êtes {count} au-dessus</translation>
        </message>
        <message>
            <source>{limit}, of which {left} are left</source>
            <translation>{limit}, dont il reste {left}</translation>
        </message>
    </context>
    <context>
        <name>Invoice</name>
        <message>
            <source>is being loaded</source>
            <translation>en cours de chargement</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numéro</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Open {number}</source>
            <translation>Ouvrir {number}</translation>
        </message>
        <message>
            <source>Save {number}</source>
            <translation>Enregistrer {number}</translation>
        </message>
        <message>
            <source>Invoice {number}.pdf</source>
            <translation>Facture {number}.pdf</translation>
        </message>
        <message>
            <source>Credit note {number}.pdf</source>
            <translation>Avoir {number}.pdf</translation>
        </message>
        <message>
            <source>Credit note</source>
            <translation>Avoir</translation>
        </message>
        <message>
            <source>for {number}</source>
            <translation>sur {number}</translation>
        </message>
        <message>
            <source>Credit note {number}</source>
            <translation>Avoir {number}</translation>
        </message>
        <message>
            <source>Invoice {number}</source>
            <translation>Facture {number}</translation>
        </message>
    </context>
    <context>
        <name>InvoiceFilters</name>
        <message>
            <source>Number, amount or plan</source>
            <translation>Numéro, montant ou plan</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Invoices</source>
            <translation>Factures</translation>
        </message>
        <message>
            <source>Credit notes</source>
            <translation>Avoirs</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Période</translation>
        </message>
        <message>
            <source>Such as {day}</source>
            <translation>Par exemple {day}</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Until and including</source>
            <translation>Au (inclus)</translation>
        </message>
        <message>
            <source>This is not a day. Write it such as {day}.</source>
            <translation>Ce n’est pas une date. Écrivez-la ainsi : {day}.</translation>
        </message>
        <message>
            <source>This day lies before the first one.</source>
            <translation>Cette date est antérieure à la première.</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Toutes</translation>
        </message>
        <message>
            <source>From … until …</source>
            <translation>Du … au …</translation>
        </message>
    </context>
    <context>
        <name>InvoiceTable</name>
        <message>
            <source>Invoices</source>
            <translation>Factures</translation>
        </message>
        <message>
            <source>Enter opens the invoice; the last column saves it.</source>
            <translation>Entrée ouvre la facture ; la dernière colonne l’enregistre.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Enregistrer…</translation>
        </message>
    </context>
    <context>
        <name>InvoicesCard</name>
        <message>
            <source>Invoices</source>
            <translation>Factures</translation>
        </message>
        <message>
            <source>Save all…</source>
            <translation>Tout enregistrer…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>No invoices yet</source>
            <translation>Aucune facture pour l’instant</translation>
        </message>
        <message>
            <source>Every payment has its invoice. It appears here as soon as something is paid.</source>
            <translation>Chaque paiement a sa facture. Elle apparaît ici dès qu’un paiement a lieu.</translation>
        </message>
        <message>
            <source>No invoice is like that</source>
            <translation>Aucune facture ne correspond</translation>
        </message>
        <message>
            <source>Nothing was issued with this text, kind and period.</source>
            <translation>Rien n’a été émis avec ce texte, ce type et cette période.</translation>
        </message>
        <message>
            <source>Show all invoices</source>
            <translation>Afficher toutes les factures</translation>
        </message>
        <message>
            <source>Documents in</source>
            <translation>Documents en</translation>
        </message>
        <message>
            <source>Language of the documents</source>
            <translation>Langue des documents</translation>
        </message>
        <message>
            <source>Save invoice</source>
            <translation>Enregistrer la facture</translation>
        </message>
        <message>
            <source>Save the invoices to a folder</source>
            <translation>Enregistrer les factures dans un dossier</translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s) found</source>
            <translation>
                <numerusform>%n facture trouvée</numerusform>
                <numerusform>%n factures trouvées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s)</source>
            <translation>
                <numerusform>%n facture</numerusform>
                <numerusform>%n factures</numerusform>
            </translation>
        </message>
        <message>
            <source>Save those found…</source>
            <translation>Enregistrer le résultat…</translation>
        </message>
    </context>
    <context>
        <name>LimitsToKnow</name>
        <message>
            <source>What counts</source>
            <translation>Ce qui compte</translation>
        </message>
        <message>
            <source>Fold</source>
            <translation>Replier</translation>
        </message>
        <message>
            <source>Ask for a custom plan</source>
            <translation>Demander un plan personnalisé</translation>
        </message>
    </context>
    <context>
        <name>MattersCard</name>
        <message>
            <source>Needs your attention</source>
            <translation>À votre attention</translation>
        </message>
        <message>
            <source>{used} of {limit} used.</source>
            <translation>{used} sur {limit} utilisés.</translation>
        </message>
        <message>
            <source>Limit reached: {what}</source>
            <translation>Limite atteinte : {what}</translation>
        </message>
        <message>
            <source>Limit near: {what}</source>
            <translation>Limite proche : {what}</translation>
        </message>
        <message numerus="yes">
            <source>The renewal is not paid: access ends in %n day(s)</source>
            <translation>
                <numerusform>Le renouvellement n’est pas payé : l’accès prend fin dans %n jour</numerusform>
                <numerusform>Le renouvellement n’est pas payé : l’accès prend fin dans %n jours</numerusform>
            </translation>
        </message>
        <message>
            <source>The card could not be charged. Unless it is paid, access ends on {day}.</source>
            <translation>La carte n’a pas pu être débitée. Sans paiement, l’accès prend fin le {day}.</translation>
        </message>
        <message>
            <source>Your bank wants you to confirm the renewal</source>
            <translation>Votre banque vous demande de confirmer le renouvellement</translation>
        </message>
        <message>
            <source>Unless it is confirmed, access ends on {day}.</source>
            <translation>Sans confirmation, l’accès prend fin le {day}.</translation>
        </message>
        <message numerus="yes">
            <source>Your trial ends in %n day(s)</source>
            <translation>
                <numerusform>Votre essai prend fin dans %n jour</numerusform>
                <numerusform>Votre essai prend fin dans %n jours</numerusform>
            </translation>
        </message>
        <message>
            <source>On {day} the account becomes a Free account. Surveys and responses are kept.</source>
            <translation>Le {day}, le compte devient un compte gratuit. Les enquêtes et les réponses sont conservées.</translation>
        </message>
        <message numerus="yes">
            <source>Your license ends in %n day(s)</source>
            <translation>
                <numerusform>Votre licence prend fin dans %n jour</numerusform>
                <numerusform>Votre licence prend fin dans %n jours</numerusform>
            </translation>
        </message>
        <message>
            <source>The renewal is cancelled. On {day} the account becomes a Free account.</source>
            <translation>Le renouvellement est annulé. Le {day}, le compte devient un compte gratuit.</translation>
        </message>
        <message>
            <source>There is no card for the renewal</source>
            <translation>Aucune carte pour le renouvellement</translation>
        </message>
        <message>
            <source>Without a card the license ends on {day}.</source>
            <translation>Sans carte, la licence prend fin le {day}.</translation>
        </message>
        <message>
            <source>The card on file expires before the renewal</source>
            <translation>La carte enregistrée expire avant le renouvellement</translation>
        </message>
        <message>
            <source>The renewal is due on {day}.</source>
            <translation>Le renouvellement est prévu le {day}.</translation>
        </message>
        <message>
            <source>Compare plans</source>
            <translation>Comparer les plans</translation>
        </message>
        <message>
            <source>Add a card</source>
            <translation>Ajouter une carte</translation>
        </message>
        <message>
            <source>Change the card</source>
            <translation>Changer la carte</translation>
        </message>
        <message>
            <source>Open Billing</source>
            <translation>Ouvrir la facturation</translation>
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>The file is being fetched…</source>
            <translation>Le fichier est en cours de récupération…</translation>
        </message>
        <message>
            <source>This computer has no program for this kind of file. Save it instead.</source>
            <translation>Cet ordinateur n’a pas de programme pour ce type de fichier. Enregistrez-le plutôt.</translation>
        </message>
        <message>
            <source>There is no room for it on this computer. Make some, or save it elsewhere.</source>
            <translation>Il n’y a pas de place pour lui sur cet ordinateur. Faites-en, ou enregistrez-le ailleurs.</translation>
        </message>
    </context>
    <context>
        <name>OrderSummary</name>
        <message>
            <source>Order summary</source>
            <translation>Récapitulatif</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>{start} to {end}</source>
            <translation>du {start} au {end}</translation>
        </message>
        <message>
            <source>Can be cancelled until {moment} (your local time).</source>
            <translation>Annulable jusqu’au {moment} (heure locale).</translation>
        </message>
        <message>
            <source>Data center: {place}</source>
            <translation>Centre de données : {place}</translation>
        </message>
        <message>
            <source>Checking the price…</source>
            <translation>Vérification du prix…</translation>
        </message>
        <message>
            <source>It was {before}, and is now {now}.</source>
            <translation>Il était de {before}, il est maintenant de {now}.</translation>
        </message>
        <message>
            <source>The total has changed</source>
            <translation>Le total a changé</translation>
        </message>
        <message>
            <source>Price per year</source>
            <translation>Prix par an</translation>
        </message>
        <message>
            <source>Credit for the rest of your license</source>
            <translation>Crédit pour le reste de votre licence</translation>
        </message>
        <message>
            <source>Tax (reverse charge: you account for it)</source>
            <translation>Taxe (autoliquidation : à votre charge)</translation>
        </message>
        <message>
            <source>Tax (none is charged where you are)</source>
            <translation>Taxe (non perçue dans votre pays)</translation>
        </message>
        <message>
            <source>Tax</source>
            <translation>Taxe</translation>
        </message>
        <message>
            <source>{tax}, {percent}</source>
            <translation>{tax}, {percent}</translation>
        </message>
        <message>
            <source>Total today</source>
            <translation>Total aujourd’hui</translation>
        </message>
        <message>
            <source>Renews on {day} for {amount}, charged to this card, then every year.</source>
            <translation>Se renouvelle le {day} pour {amount}, débités de cette carte, puis chaque année.</translation>
        </message>
    </context>
    <context>
        <name>OutboxSheet</name>
        <message>
            <source>Outbox</source>
            <translation>Boîte d’envoi</translation>
        </message>
        <message>
            <source>In practice mode no mail leaves this computer. What would have been sent is here.</source>
            <translation>En mode d’entraînement, aucun e-mail ne quitte cet ordinateur. Ce qui aurait été envoyé se trouve ici.</translation>
        </message>
        <message>
            <source>No mail yet</source>
            <translation>Aucun e-mail pour l’instant</translation>
        </message>
        <message>
            <source>Codes, confirmations and receipts appear here.</source>
            <translation>Les codes, confirmations et reçus apparaissent ici.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Actualiser</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>Outcome</name>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Save the calendar file</source>
            <translation>Enregistrer le fichier de calendrier</translation>
        </message>
        <message>
            <source>It was handed to this computer's calendar program.</source>
            <translation>Il a été transmis au calendrier de cet ordinateur.</translation>
        </message>
        <message>
            <source>Renewal as a calendar file</source>
            <translation>Le renouvellement en fichier de calendrier</translation>
        </message>
        <message>
            <source>What you see is as of {moment}.</source>
            <translation>Vous voyez l’état du {moment}.</translation>
        </message>
        <message>
            <source>Nothing can be changed until it answers again; it is asked by itself.</source>
            <translation>Rien ne peut être modifié tant qu’il ne répond pas ; il est interrogé automatiquement.</translation>
        </message>
        <message>
            <source>The server cannot be reached</source>
            <translation>Le serveur est injoignable</translation>
        </message>
        <message>
            <source>The payment information was removed</source>
            <translation>Les informations de paiement ont été supprimées</translation>
        </message>
        <message>
            <source>A mail says so, too.</source>
            <translation>Un e-mail le confirme.</translation>
        </message>
        <message>
            <source>The license runs until {day}. The invoice is below, and was mailed to you.</source>
            <translation>La licence court jusqu’au {day}. La facture se trouve ci-dessous et vous a été envoyée par e-mail.</translation>
        </message>
        <message>
            <source>The renewal is paid</source>
            <translation>Le renouvellement est payé</translation>
        </message>
        <message>
            <source>Nothing was charged. The license can be used until its access ends.</source>
            <translation>Rien n’a été débité. La licence reste utilisable jusqu’à la fin de l’accès.</translation>
        </message>
        <message>
            <source>The license renews on {day}. Nothing is charged before.</source>
            <translation>La licence se renouvelle le {day}. Rien n’est débité avant.</translation>
        </message>
        <message>
            <source>The renewal is resumed</source>
            <translation>Le renouvellement est repris</translation>
        </message>
    </context>
    <context>
        <name>OverviewView</name>
        <message>
            <source>Overview</source>
            <translation>Vue d'ensemble</translation>
        </message>
        <message>
            <source>Nothing needs your attention.</source>
            <translation>Rien ne demande votre attention.</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) need your attention.</source>
            <translation>
                <numerusform>%n point demande votre attention.</numerusform>
                <numerusform>%n points demandent votre attention.</numerusform>
            </translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Chargement</translation>
        </message>
    </context>
    <context>
        <name>PasswordEdit</name>
        <message>
            <source>Show password</source>
            <translation>Afficher le mot de passe</translation>
        </message>
        <message>
            <source>Hide password</source>
            <translation>Masquer le mot de passe</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Buy without an account</source>
            <translation>Acheter sans compte</translation>
        </message>
        <message>
            <source>Confirm your e-mail address</source>
            <translation>Confirmez votre adresse e-mail</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Vue d'ensemble</translation>
        </message>
        <message>
            <source>Plans</source>
            <translation>Plans</translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation>Achat</translation>
        </message>
        <message>
            <source>Billing</source>
            <translation>Facturation</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Cancel contract</source>
            <translation>Résilier le contrat</translation>
        </message>
        <message>
            <source>Withdraw from contract</source>
            <translation>Se rétracter du contrat</translation>
        </message>
    </context>
    <context>
        <name>PlanCard</name>
        <message>
            <source>Your plan</source>
            <translation>Votre plan</translation>
        </message>
        <message>
            <source>Free account</source>
            <translation>Compte gratuit</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>Essai</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Actif</translation>
        </message>
        <message>
            <source>Renewal cancelled</source>
            <translation>Renouvellement annulé</translation>
        </message>
        <message>
            <source>Payment due</source>
            <translation>Paiement dû</translation>
        </message>
        <message>
            <source>Renewal under way</source>
            <translation>Renouvellement en cours</translation>
        </message>
        <message>
            <source>Confirmation needed</source>
            <translation>Confirmation nécessaire</translation>
        </message>
        <message>
            <source>No end date, no charge.</source>
            <translation>Sans date de fin, sans frais.</translation>
        </message>
        <message>
            <source>The trial ends on {day}.</source>
            <translation>L'essai prend fin le {day}.</translation>
        </message>
        <message>
            <source>The renewal is not paid yet. Usable until {day}.</source>
            <translation>Le renouvellement n’est pas encore payé. Utilisable jusqu’au {day}.</translation>
        </message>
        <message>
            <source>The renewal is being paid.</source>
            <translation>Le renouvellement est en cours de paiement.</translation>
        </message>
        <message>
            <source>Active until {day}. It does not renew.</source>
            <translation>Actif jusqu'au {day}, sans renouvellement.</translation>
        </message>
        <message>
            <source>Active until {day}</source>
            <translation>Actif jusqu'au {day}</translation>
        </message>
        <message>
            <source>Renews for {price} per year</source>
            <translation>Renouvellement pour {price} par an</translation>
        </message>
        <message>
            <source>Upgrade plan</source>
            <translation>Mettre à niveau le plan</translation>
        </message>
        <message>
            <source>Manage billing</source>
            <translation>Gérer la facturation</translation>
        </message>
        <message>
            <source>Compare plans</source>
            <translation>Comparer les plans</translation>
        </message>
    </context>
    <context>
        <name>PlanHeads</name>
        <message>
            <source>Current plan</source>
            <translation>Plan actuel</translation>
        </message>
        <message>
            <source>Recommended</source>
            <translation>Recommandé</translation>
        </message>
        <message>
            <source>by request</source>
            <translation>sur demande</translation>
        </message>
        <message>
            <source>per year</source>
            <translation>par an</translation>
        </message>
        <message>
            <source>per year
{amount} a month</source>
            <translation>par an
{amount} par mois</translation>
        </message>
        <message>
            <source>Trial until {day}</source>
            <translation>Essai jusqu’au {day}</translation>
        </message>
        <message>
            <source>Cancelled, usable until {day}</source>
            <translation>Annulé, utilisable jusqu’au {day}</translation>
        </message>
        <message>
            <source>Payment is due, usable until {day}</source>
            <translation>Paiement dû, utilisable jusqu’au {day}</translation>
        </message>
        <message>
            <source>Active, renews on {day}</source>
            <translation>Actif, se renouvelle le {day}</translation>
        </message>
        <message>
            <source>Ended on {day}</source>
            <translation>Terminé le {day}</translation>
        </message>
        <message>
            <source>Buy now</source>
            <translation>Acheter maintenant</translation>
        </message>
        <message>
            <source>Start a request</source>
            <translation>Faire une demande</translation>
        </message>
    </context>
    <context>
        <name>PlansView</name>
        <message>
            <source>Plans</source>
            <translation>Plans</translation>
        </message>
        <message>
            <source>A coloured mark shows where a plan gives more or less than you have now.</source>
            <translation>Une marque colorée montre où un plan offre plus ou moins que ce que vous avez.</translation>
        </message>
        <message>
            <source>You have the {plan}. Your license ended on {day} and can be bought again.</source>
            <translation>Vous avez le {plan}. Votre licence a pris fin le {day} et peut être rachetée.</translation>
        </message>
        <message>
            <source>You have the {plan}.</source>
            <translation>Votre plan : {plan}.</translation>
        </message>
        <message>
            <source>You have {plan}; its renewal is not paid. Unless it is, access ends on {day}.</source>
            <translation>Vous avez {plan} ; son renouvellement n’est pas payé. Sans paiement, l’accès prend fin le {day}.</translation>
        </message>
        <message>
            <source>You have the {plan} until {day}.</source>
            <translation>Votre plan : {plan}, jusqu’au {day}.</translation>
        </message>
        <message>
            <source>You have {plan} until {day}; it does not renew.</source>
            <translation>Votre plan : {plan}, jusqu’au {day}, sans renouvellement.</translation>
        </message>
        <message>
            <source>You have {plan}; it runs until {day}.</source>
            <translation>Votre plan : {plan}, en cours jusqu’au {day}.</translation>
        </message>
    </context>
    <context>
        <name>PracticeBar</name>
        <message>
            <source>Practice mode</source>
            <translation>Mode d’entraînement</translation>
        </message>
        <message>
            <source>To the renewal</source>
            <translation>Au renouvellement</translation>
        </message>
        <message>
            <source>To the end of access</source>
            <translation>À la fin de l’accès</translation>
        </message>
        <message numerus="yes">
            <source>+%n day(s)</source>
            <translation>
                <numerusform>+%n jour</numerusform>
                <numerusform>+%n jours</numerusform>
            </translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Boîte d’envoi</translation>
        </message>
        <message>
            <source>More of practice mode</source>
            <translation>Plus de mode d’entraînement</translation>
        </message>
        <message numerus="yes">
            <source>Outbox (%n new)</source>
            <translation>
                <numerusform>Boîte d’envoi (%n nouveau)</numerusform>
                <numerusform>Boîte d’envoi (%n nouveaux)</numerusform>
            </translation>
        </message>
        <message>
            <source>The clock moves to the renewal…</source>
            <translation>L’horloge avance jusqu’au renouvellement…</translation>
        </message>
        <message>
            <source>The clock moves to the end of access…</source>
            <translation>L’horloge avance jusqu’à la fin de l’accès…</translation>
        </message>
        <message>
            <source>The clock moves on…</source>
            <translation>L’horloge avance…</translation>
        </message>
        <message>
            <source>No renewal is coming for this account.</source>
            <translation>Aucun renouvellement n’est prévu pour ce compte.</translation>
        </message>
        <message>
            <source>No end of access is coming for this account.</source>
            <translation>Aucune fin d’accès n’est prévue pour ce compte.</translation>
        </message>
        <message>
            <source>The clock was not moved. {problem}.</source>
            <translation>L’horloge n’a pas été avancée. {problem}.</translation>
        </message>
        <message>
            <source>Practice mode: nothing is charged.</source>
            <translation>Mode d’entraînement : rien n’est débité.</translation>
        </message>
        <message>
            <source>Use another sample account</source>
            <translation>Utiliser un autre compte d’exemple</translation>
        </message>
    </context>
    <context>
        <name>ProblemPanel</name>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Reference: {reference}</source>
            <translation>Référence : {reference}</translation>
        </message>
    </context>
    <context>
        <name>Purchase</name>
        <message>
            <source>The purchase was cancelled</source>
            <translation>L’achat a été annulé</translation>
        </message>
        <message>
            <source>Nothing was charged. What you typed is still here.</source>
            <translation>Rien n’a été débité. Votre saisie est toujours là.</translation>
        </message>
        <message>
            <source>This computer could not note the purchase</source>
            <translation>Cet ordinateur n’a pas pu noter l’achat</translation>
        </message>
        <message>
            <source>Nothing was sent and nothing was charged. Free some space on the disk, then try again.</source>
            <translation>Rien n’a été envoyé ni débité. Libérez de l’espace sur le disque, puis réessayez.</translation>
        </message>
    </context>
    <context>
        <name>PurchaseBanner</name>
        <message>
            <source>See billing</source>
            <translation>Voir la facturation</translation>
        </message>
        <message>
            <source>Your purchase went through. The license can be used.</source>
            <translation>Votre achat a été effectué. La licence est utilisable.</translation>
        </message>
        <message>
            <source>Your last purchase was not completed. Nothing was charged.</source>
            <translation>Votre dernier achat n’a pas abouti. Rien n’a été débité.</translation>
        </message>
        <message>
            <source>See details</source>
            <translation>Voir les détails</translation>
        </message>
    </context>
    <context>
        <name>PurchaseForm</name>
        <message>
            <source>Complete purchase</source>
            <translation>Terminer l’achat</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Company (optional)</source>
            <translation>Entreprise (facultatif)</translation>
        </message>
        <message>
            <source>Tax ID (optional)</source>
            <translation>Numéro fiscal (facultatif)</translation>
        </message>
        <message>
            <source>Your VAT number, for example. It is printed on the receipt and may change the tax.</source>
            <translation>Votre numéro de TVA, par exemple. Il figure sur le reçu et peut changer la taxe.</translation>
        </message>
        <message>
            <source>Good to know first</source>
            <translation>Bon à savoir d’abord</translation>
        </message>
        <message>
            <source>Account settings</source>
            <translation>Paramètres du compte</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Carte</translation>
        </message>
        <message>
            <source>Billing details</source>
            <translation>Coordonnées de facturation</translation>
        </message>
        <message>
            <source>Terms and agreements</source>
            <translation>Conditions et accords</translation>
        </message>
        <message>
            <source>You can close License Desk at any time; a payment is never made twice.</source>
            <translation>Vous pouvez fermer License Desk à tout moment ; un paiement n’est jamais fait deux fois.</translation>
        </message>
        <message>
            <source>Submit – {amount}</source>
            <translation>Soumettre – {amount}</translation>
        </message>
        <message>
            <source>Submit</source>
            <translation>Soumettre</translation>
        </message>
        <message>
            <source>Complete purchase – {amount}</source>
            <translation>Terminer l’achat – {amount}</translation>
        </message>
        <message>
            <source>Checking the price…</source>
            <translation>Vérification du prix…</translation>
        </message>
        <message>
            <source>Checking the account settings…</source>
            <translation>Vérification des paramètres du compte…</translation>
        </message>
        <message>
            <source>Reference: {reference}</source>
            <translation>Référence : {reference}</translation>
        </message>
    </context>
    <context>
        <name>PurchaseView</name>
        <message>
            <source>Nothing chosen yet</source>
            <translation>Rien n’est encore choisi</translation>
        </message>
        <message>
            <source>Compare the plans and choose one to buy.</source>
            <translation>Comparez les plans et choisissez celui à acheter.</translation>
        </message>
        <message>
            <source>See the plans</source>
            <translation>Voir les plans</translation>
        </message>
        <message>
            <source>Compare the plans</source>
            <translation>Comparer les plans</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>Tout recommencer</translation>
        </message>
        <message>
            <source>For {email}</source>
            <translation>Pour {email}</translation>
        </message>
        <message>
            <source>Thank you</source>
            <translation>Merci</translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation>Achat</translation>
        </message>
        <message>
            <source>Buy {plan}</source>
            <translation>Acheter {plan}</translation>
        </message>
        <message>
            <source>Receipt {number}.pdf</source>
            <translation>Reçu {number}.pdf</translation>
        </message>
        <message>
            <source>Save receipt</source>
            <translation>Enregistrer le reçu</translation>
        </message>
    </context>
    <context>
        <name>Received</name>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Ouvrir la boîte d’envoi</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>Your cancellation has been received</source>
            <translation>Votre résiliation a été reçue</translation>
        </message>
        <message>
            <source>Your withdrawal has been received</source>
            <translation>Votre rétractation a été reçue</translation>
        </message>
        <message>
            <source>A confirmation was mailed to {email}.</source>
            <translation>Une confirmation a été envoyée à {email}.</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Référence</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçue</translation>
        </message>
        <message>
            <source>The declaration as it was received</source>
            <translation>La déclaration telle qu’elle a été reçue</translation>
        </message>
        <message>
            <source>Cancellation {reference}.txt</source>
            <translation>Résiliation {reference}.txt</translation>
        </message>
        <message>
            <source>Withdrawal {reference}.txt</source>
            <translation>Rétractation {reference}.txt</translation>
        </message>
        <message>
            <source>Save the declaration</source>
            <translation>Enregistrer la déclaration</translation>
        </message>
    </context>
    <context>
        <name>Recipients</name>
        <message>
            <source>This address stands above already.</source>
            <translation>Cette adresse figure déjà plus haut.</translation>
        </message>
        <message>
            <source>This address is too long.</source>
            <translation>Cette adresse est trop longue.</translation>
        </message>
        <message>
            <source>Enter an e-mail address such as books@example.com.</source>
            <translation>Saisissez une adresse e-mail telle que compta@example.com.</translation>
        </message>
    </context>
    <context>
        <name>RecipientsSheet</name>
        <message>
            <source>Change recipients</source>
            <translation>Modifier les destinataires</translation>
        </message>
        <message>
            <source>Add another address</source>
            <translation>Ajouter une adresse</translation>
        </message>
        <message>
            <source>Take back what is not saved</source>
            <translation>Annuler ce qui n’est pas enregistré</translation>
        </message>
        <message>
            <source>You get every invoice yourself. It can be sent to {count} more addresses, such as your bookkeeping's.</source>
            <translation>Vous recevez vous-même chaque facture. Elle peut être envoyée à {count} autres adresses, comme celle de votre comptabilité.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Save recipients</source>
            <translation>Enregistrer les destinataires</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Enregistrement…</translation>
        </message>
        <message>
            <source>E-mail address {number}</source>
            <translation>Adresse e-mail {number}</translation>
        </message>
        <message>
            <source>Remove address {number}</source>
            <translation>Retirer l’adresse {number}</translation>
        </message>
    </context>
    <context>
        <name>RemoveCardSheet</name>
        <message>
            <source>Remove payment information?</source>
            <translation>Supprimer les informations de paiement ?</translation>
        </message>
        <message>
            <source>Keep the card</source>
            <translation>Garder la carte</translation>
        </message>
        <message>
            <source>Remove payment information</source>
            <translation>Supprimer les informations de paiement</translation>
        </message>
        <message>
            <source>You can enter a card again at any time.</source>
            <translation>Vous pouvez saisir une carte à tout moment.</translation>
        </message>
        <message>
            <source>The renewal on {day} has no card then: it cannot be charged, and nothing is.</source>
            <translation>Le renouvellement du {day} n’aura alors pas de carte : il ne pourra pas être débité, et rien ne le sera.</translation>
        </message>
        <message>
            <source>We remind you by mail. If there is no card by {day}, the license ends on that day and the account becomes a Free account: surveys and collected responses are kept, premium features stop.</source>
            <translation>Nous vous le rappelons par e-mail. Si aucune carte n’est saisie d’ici le {day}, la licence prend fin ce jour-là et le compte devient un compte gratuit : les enquêtes et les réponses collectées sont conservées, les fonctions premium s’arrêtent.</translation>
        </message>
        <message>
            <source>A renewal is due and not paid. Without a card it cannot be charged, and access ends on {day}.</source>
            <translation>Un renouvellement est dû et impayé. Sans carte, il ne peut pas être débité, et l’accès prend fin le {day}.</translation>
        </message>
        <message>
            <source>Nothing is due, and nothing will be charged.</source>
            <translation>Rien n’est dû, et rien ne sera débité.</translation>
        </message>
    </context>
    <context>
        <name>RenewalCalendar</name>
        <message>
            <source>License renewal.ics</source>
            <translation>Renouvellement de la licence.ics</translation>
        </message>
    </context>
    <context>
        <name>SampleAccounts</name>
        <message>
            <source>Practice mode</source>
            <translation>Mode d'entraînement</translation>
        </message>
        <message>
            <source>Choose a sample account. Everything works, and nothing is charged.</source>
            <translation>Choisissez un compte d'exemple. Tout fonctionne, et rien n'est débité.</translation>
        </message>
        <message>
            <source>Free</source>
            <translation>Gratuit</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>Essai</translation>
        </message>
        <message>
            <source>Licensed</source>
            <translation>Sous licence</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Annulé</translation>
        </message>
        <message>
            <source>At its limit</source>
            <translation>À sa limite</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
        </message>
    </context>
    <context>
        <name>SaveAll</name>
        <message>
            <source>Saving the invoices…</source>
            <translation>Enregistrement des factures…</translation>
        </message>
        <message>
            <source>Saving the invoices: {count} of {total}</source>
            <translation>Enregistrement des factures : {count} sur {total}</translation>
        </message>
        <message>
            <source>All invoices are saved: {count}</source>
            <translation>Toutes les factures sont enregistrées : {count}</translation>
        </message>
        <message>
            <source>Saving was stopped</source>
            <translation>L’enregistrement a été arrêté</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>Le disque est plein</translation>
        </message>
        <message>
            <source>Nothing can be written to this folder</source>
            <translation>Rien ne peut être écrit dans ce dossier</translation>
        </message>
        <message>
            <source>To {folder}. You can go on working; closing License Desk stops it.</source>
            <translation>Dans {folder}. Vous pouvez continuer à travailler ; fermer License Desk l’arrête.</translation>
        </message>
        <message>
            <source>They are in {folder}.</source>
            <translation>Elles sont dans {folder}.</translation>
        </message>
        <message>
            <source>{count} of them were there already.</source>
            <translation>{count} d’entre elles s’y trouvaient déjà.</translation>
        </message>
        <message>
            <source>They were there already.</source>
            <translation>Elles s’y trouvaient déjà.</translation>
        </message>
        <message>
            <source>{count} of {total} are in {folder}, each of them whole.</source>
            <translation>{count} sur {total} sont dans {folder}, chacune complète.</translation>
        </message>
        <message>
            <source>Make room, then go on where it stopped.</source>
            <translation>Faites de la place, puis reprenez là où il s’est arrêté.</translation>
        </message>
        <message>
            <source>{folder} cannot be written to. Choose another folder.</source>
            <translation>Impossible d’écrire dans {folder}. Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>Look whether it can still be written to, then go on.</source>
            <translation>Vérifiez qu’on peut encore y écrire, puis reprenez.</translation>
        </message>
    </context>
    <context>
        <name>Saving</name>
        <message>
            <source>The file is being fetched…</source>
            <translation>Le fichier est en cours de récupération…</translation>
        </message>
        <message>
            <source>Saved as {path}</source>
            <translation>Enregistré sous {path}</translation>
        </message>
        <message>
            <source>It could not be written there. Choose another folder.</source>
            <translation>Impossible d’y écrire. Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation>Documents PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Calendar files (*.ics)</source>
            <translation>Fichiers de calendrier (*.ics)</translation>
        </message>
        <message>
            <source>Text files (*.txt)</source>
            <translation>Fichiers texte (*.txt)</translation>
        </message>
    </context>
    <context>
        <name>SavingPanel</name>
        <message>
            <source>Invoices saved</source>
            <translation>Factures enregistrées</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Stop saving the invoices</source>
            <translation>Arrêter l’enregistrement des factures</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Show the folder</source>
            <translation>Afficher le dossier</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>SecurityView</name>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Where you are signed in, and where your session is kept.</source>
            <translation>Où vous êtes connecté, et où votre session est conservée.</translation>
        </message>
        <message>
            <source>Signed-in devices</source>
            <translation>Appareils connectés</translation>
        </message>
        <message>
            <source>Sign out everywhere</source>
            <translation>Se déconnecter partout</translation>
        </message>
        <message>
            <source>This session</source>
            <translation>Cette session</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring</source>
            <translation>Conservée dans le trousseau de cet ordinateur</translation>
        </message>
        <message>
            <source>You stay signed in when License Desk closes. The session is stored nowhere else.</source>
            <translation>Vous restez connecté quand License Desk se ferme. La session n'est enregistrée nulle part ailleurs.</translation>
        </message>
        <message>
            <source>This device</source>
            <translation>Cet appareil</translation>
        </message>
        <message>
            <source>Signed in {since}, last used {used}</source>
            <translation>Connecté le {since}, dernière utilisation le {used}</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Se déconnecter</translation>
        </message>
        <message>
            <source>End session</source>
            <translation>Mettre fin à la session</translation>
        </message>
        <message>
            <source>Ending</source>
            <translation>Fermeture</translation>
        </message>
    </context>
    <context>
        <name>Sentences</name>
        <message>
            <source>Something in the form was not accepted</source>
            <translation>Un élément du formulaire n'a pas été accepté</translation>
        </message>
        <message>
            <source>Check the marked fields and send it again.</source>
            <translation>Vérifiez les champs signalés, puis renvoyez le formulaire.</translation>
        </message>
        <message>
            <source>This is no longer there</source>
            <translation>Cet élément n'existe plus</translation>
        </message>
        <message>
            <source>Reload to see how things stand now.</source>
            <translation>Rechargez pour voir la situation actuelle.</translation>
        </message>
        <message>
            <source>You are not signed in</source>
            <translation>Vous n'êtes pas connecté</translation>
        </message>
        <message>
            <source>Sign in to go on.</source>
            <translation>Connectez-vous pour continuer.</translation>
        </message>
        <message>
            <source>The username and password do not match</source>
            <translation>Le nom d'utilisateur et le mot de passe ne correspondent pas</translation>
        </message>
        <message>
            <source>Check both and try again. Capital letters count in the password.</source>
            <translation>Vérifiez les deux et réessayez. Les majuscules comptent dans le mot de passe.</translation>
        </message>
        <message>
            <source>Your session has ended</source>
            <translation>Votre session a pris fin</translation>
        </message>
        <message>
            <source>Sign in again to go on. Nothing was lost.</source>
            <translation>Reconnectez-vous pour continuer. Rien n'a été perdu.</translation>
        </message>
        <message>
            <source>Your role does not allow this</source>
            <translation>Votre rôle ne le permet pas</translation>
        </message>
        <message>
            <source>Ask the owner of the account to do it.</source>
            <translation>Demandez-le au propriétaire du compte.</translation>
        </message>
        <message>
            <source>A card number does not belong in this field</source>
            <translation>Un numéro de carte n'a pas sa place dans ce champ</translation>
        </message>
        <message>
            <source>Enter the card in the card fields only. Nothing was stored.</source>
            <translation>Saisissez la carte uniquement dans les champs prévus. Rien n'a été enregistré.</translation>
        </message>
        <message>
            <source>The price shown has expired</source>
            <translation>Le prix affiché a expiré</translation>
        </message>
        <message>
            <source>Look at the new summary, then complete the purchase. Nothing was charged.</source>
            <translation>Consultez le nouveau récapitulatif, puis terminez l'achat. Rien n'a été débité.</translation>
        </message>
        <message>
            <source>The price has changed since it was shown</source>
            <translation>Le prix a changé depuis son affichage</translation>
        </message>
        <message>
            <source>A consent is missing</source>
            <translation>Un consentement manque</translation>
        </message>
        <message>
            <source>Read and tick every consent in Terms and agreements. Nothing was charged.</source>
            <translation>Lisez et cochez chaque consentement dans Conditions et accords. Rien n’a été débité.</translation>
        </message>
        <message>
            <source>The terms have changed since they were shown</source>
            <translation>Les conditions ont changé depuis leur affichage</translation>
        </message>
        <message>
            <source>Read the new text and agree to it. Nothing was charged.</source>
            <translation>Lisez le nouveau texte et acceptez-le. Rien n'a été débité.</translation>
        </message>
        <message>
            <source>This plan cannot be bought here</source>
            <translation>Ce plan ne peut pas être acheté ici</translation>
        </message>
        <message>
            <source>Choose another plan, or ask for a custom plan.</source>
            <translation>Choisissez un autre plan, ou demandez un plan personnalisé.</translation>
        </message>
        <message>
            <source>Your account already has this license</source>
            <translation>Votre compte a déjà cette licence</translation>
        </message>
        <message>
            <source>Nothing was charged. You find the license under Billing.</source>
            <translation>Rien n'a été débité. Vous trouverez la licence sous Facturation.</translation>
        </message>
        <message>
            <source>A purchase is already under way</source>
            <translation>Un achat est déjà en cours</translation>
        </message>
        <message>
            <source>Finish or cancel it first. Nothing was charged a second time.</source>
            <translation>Terminez-le ou annulez-le d'abord. Rien n'a été débité une seconde fois.</translation>
        </message>
        <message>
            <source>The purchase was not accepted</source>
            <translation>L'achat n'a pas été accepté</translation>
        </message>
        <message>
            <source>Nothing was charged. Update License Desk, then try again.</source>
            <translation>Rien n'a été débité. Mettez License Desk à jour, puis réessayez.</translation>
        </message>
        <message>
            <source>Nothing was charged a second time. Look at Billing before you try again.</source>
            <translation>Rien n'a été débité une seconde fois. Consultez Facturation avant de réessayer.</translation>
        </message>
        <message>
            <source>The purchase is being worked on</source>
            <translation>L'achat est en cours de traitement</translation>
        </message>
        <message>
            <source>Wait a moment; its result appears here by itself.</source>
            <translation>Patientez un instant ; le résultat s'affichera ici de lui-même.</translation>
        </message>
        <message>
            <source>The purchase was not completed</source>
            <translation>L'achat n'a pas abouti</translation>
        </message>
        <message>
            <source>Nothing was charged. You can start again.</source>
            <translation>Rien n'a été débité. Vous pouvez recommencer.</translation>
        </message>
        <message>
            <source>The payment service cannot be reached at the moment</source>
            <translation>Le service de paiement est injoignable pour le moment</translation>
        </message>
        <message>
            <source>Nothing was charged. Try again in a few minutes.</source>
            <translation>Rien n'a été débité. Réessayez dans quelques minutes.</translation>
        </message>
        <message>
            <source>The receipt is not ready yet</source>
            <translation>Le reçu n'est pas encore prêt</translation>
        </message>
        <message>
            <source>Try again in a few seconds.</source>
            <translation>Réessayez dans quelques secondes.</translation>
        </message>
        <message>
            <source>This is not the code that we sent</source>
            <translation>Ce n’est pas le code que nous avons envoyé</translation>
        </message>
        <message>
            <source>Compare it with the newest mail, and enter it again.</source>
            <translation>Comparez-le avec l’e-mail le plus récent, puis saisissez-le de nouveau.</translation>
        </message>
        <message>
            <source>The code was entered wrongly too often</source>
            <translation>Le code a été mal saisi trop de fois</translation>
        </message>
        <message>
            <source>It does not work any more. Have a new code sent.</source>
            <translation>Il ne fonctionne plus. Faites-vous envoyer un nouveau code.</translation>
        </message>
        <message>
            <source>The code has expired</source>
            <translation>Le code a expiré</translation>
        </message>
        <message>
            <source>A code is good for a few minutes only. Have a new one sent.</source>
            <translation>Un code n’est valable que quelques minutes. Faites-vous en envoyer un nouveau.</translation>
        </message>
        <message>
            <source>The code has been used already</source>
            <translation>Le code a déjà été utilisé</translation>
        </message>
        <message>
            <source>Each code is good once. Have a new one sent.</source>
            <translation>Chaque code ne sert qu’une fois. Faites-vous en envoyer un nouveau.</translation>
        </message>
        <message>
            <source>A newer code has been sent since</source>
            <translation>Un code plus récent a été envoyé depuis</translation>
        </message>
        <message>
            <source>Open the link in the newest mail, or have another code sent.</source>
            <translation>Ouvrez le lien de l’e-mail le plus récent, ou faites-vous envoyer un autre code.</translation>
        </message>
        <message>
            <source>Too much time has passed since your address was confirmed</source>
            <translation>Trop de temps a passé depuis la confirmation de votre adresse</translation>
        </message>
        <message>
            <source>Confirm it again to go on. Nothing was charged, and what you typed is kept.</source>
            <translation>Confirmez-la de nouveau pour continuer. Rien n’a été débité, et ce que vous avez saisi est conservé.</translation>
        </message>
        <message>
            <source>The purchase has not been paid yet</source>
            <translation>L’achat n’est pas encore payé</translation>
        </message>
        <message>
            <source>You are signed in as soon as it is.</source>
            <translation>Vous serez connecté dès qu’il le sera.</translation>
        </message>
        <message>
            <source>There is no renewal to cancel</source>
            <translation>Il n’y a pas de renouvellement à annuler</translation>
        </message>
        <message>
            <source>Nothing will be charged. Billing shows how things stand now.</source>
            <translation>Rien ne sera débité. La facturation montre où en sont les choses.</translation>
        </message>
        <message>
            <source>There is no cancelled renewal any more</source>
            <translation>Il n’y a plus de renouvellement annulé</translation>
        </message>
        <message>
            <source>Billing shows how things stand now. An ended license can be bought again.</source>
            <translation>La facturation montre où en sont les choses. Une licence terminée peut être rachetée.</translation>
        </message>
        <message>
            <source>There is nothing to pay now</source>
            <translation>Il n’y a rien à payer maintenant</translation>
        </message>
        <message>
            <source>Nothing was charged. Billing shows how things stand now.</source>
            <translation>Rien n’a été débité. La facturation montre où en sont les choses.</translation>
        </message>
        <message>
            <source>The time for this has passed</source>
            <translation>Le délai pour cela est passé</translation>
        </message>
        <message>
            <source>Nothing was changed. Billing shows how things stand now.</source>
            <translation>Rien n’a été modifié. La facturation montre où en sont les choses.</translation>
        </message>
        <message>
            <source>The renewal is being charged at this moment</source>
            <translation>Le renouvellement est en train d’être débité</translation>
        </message>
        <message>
            <source>Wait until its outcome is shown here, then try again.</source>
            <translation>Attendez que le résultat s’affiche ici, puis réessayez.</translation>
        </message>
        <message>
            <source>There is no card on file</source>
            <translation>Aucune carte n’est enregistrée</translation>
        </message>
        <message>
            <source>Enter one under Update payment information. Nothing was charged.</source>
            <translation>Saisissez-en une sous Mise à jour des informations de paiement. Rien n’a été débité.</translation>
        </message>
        <message>
            <source>The bank will not take another try with this card</source>
            <translation>La banque n’acceptera pas d’autre essai avec cette carte</translation>
        </message>
        <message>
            <source>Enter another card under Update payment information. Nothing was charged.</source>
            <translation>Saisissez une autre carte sous Mise à jour des informations de paiement. Rien n’a été débité.</translation>
        </message>
        <message>
            <source>There is no right to withdraw from this contract any more</source>
            <translation>Il n’y a plus de droit de rétractation pour ce contrat</translation>
        </message>
        <message>
            <source>Nothing was changed. The renewal can be cancelled in Billing.</source>
            <translation>Rien n’a été modifié. Le renouvellement peut être annulé dans la facturation.</translation>
        </message>
        <message>
            <source>The clock only moves forward</source>
            <translation>L’horloge ne fait qu’avancer</translation>
        </message>
        <message>
            <source>Choose a later moment. Nothing was changed.</source>
            <translation>Choisissez un moment ultérieur. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Something went wrong on the server</source>
            <translation>Une erreur s'est produite sur le serveur</translation>
        </message>
        <message>
            <source>Try again in a moment. If it stays like this, tell support the reference.</source>
            <translation>Réessayez dans un instant. Si cela persiste, communiquez la référence à l'assistance.</translation>
        </message>
        <message>
            <source>The card does not have enough funds</source>
            <translation>La provision de la carte est insuffisante</translation>
        </message>
        <message>
            <source>Nothing was charged. Use another card, or ask your bank.</source>
            <translation>Rien n'a été débité. Utilisez une autre carte, ou adressez-vous à votre banque.</translation>
        </message>
        <message>
            <source>The security code (CVC) is not right</source>
            <translation>Le code de sécurité (CVC) est faux</translation>
        </message>
        <message>
            <source>Nothing was charged. Enter the CVC again; it is printed on the card.</source>
            <translation>Rien n'a été débité. Saisissez à nouveau le CVC ; il est imprimé sur la carte.</translation>
        </message>
        <message>
            <source>The card number is not right</source>
            <translation>Le numéro de carte est faux</translation>
        </message>
        <message>
            <source>Nothing was charged. Check the number digit by digit.</source>
            <translation>Rien n'a été débité. Vérifiez le numéro chiffre par chiffre.</translation>
        </message>
        <message>
            <source>The card has expired</source>
            <translation>La carte a expiré</translation>
        </message>
        <message>
            <source>Nothing was charged. Check the expiry date, or use another card.</source>
            <translation>Rien n'a été débité. Vérifiez la date d'expiration, ou utilisez une autre carte.</translation>
        </message>
        <message>
            <source>The bank has blocked this card</source>
            <translation>La banque a bloqué cette carte</translation>
        </message>
        <message>
            <source>Nothing was charged. The card was reported lost or stolen: use another one.</source>
            <translation>Rien n'a été débité. La carte a été déclarée perdue ou volée : utilisez-en une autre.</translation>
        </message>
        <message>
            <source>The card was used too often in a short time</source>
            <translation>La carte a été utilisée trop souvent en peu de temps</translation>
        </message>
        <message>
            <source>Nothing was charged. Wait until tomorrow, or use another card.</source>
            <translation>Rien n'a été débité. Attendez demain, ou utilisez une autre carte.</translation>
        </message>
        <message>
            <source>The bank could not answer just now</source>
            <translation>La banque n'a pas pu répondre à l'instant</translation>
        </message>
        <message>
            <source>Nothing was charged. Try again in a few minutes, or use another card.</source>
            <translation>Rien n'a été débité. Réessayez dans quelques minutes, ou utilisez une autre carte.</translation>
        </message>
        <message>
            <source>The bank did not confirm the payment</source>
            <translation>La banque n'a pas confirmé le paiement</translation>
        </message>
        <message>
            <source>Nothing was charged. Try again and confirm on the bank's page.</source>
            <translation>Rien n'a été débité. Réessayez et confirmez sur la page de la banque.</translation>
        </message>
        <message>
            <source>The payment was not confirmed in time</source>
            <translation>Le paiement n'a pas été confirmé à temps</translation>
        </message>
        <message>
            <source>Nothing was charged. Start again and confirm within the hour.</source>
            <translation>Rien n'a été débité. Recommencez et confirmez dans l'heure.</translation>
        </message>
        <message>
            <source>The bank declined the payment</source>
            <translation>La banque a refusé le paiement</translation>
        </message>
        <message>
            <source>Nothing was charged. Your bank can say why; another card may work.</source>
            <translation>Rien n'a été débité. Votre banque peut vous dire pourquoi ; une autre carte fonctionnera peut-être.</translation>
        </message>
        <message>
            <source>The server was not found</source>
            <translation>Le serveur est introuvable</translation>
        </message>
        <message>
            <source>Check your internet connection, then try again.</source>
            <translation>Vérifiez votre connexion internet, puis réessayez.</translation>
        </message>
        <message>
            <source>The connection to the server is not safe</source>
            <translation>La connexion au serveur n'est pas sûre</translation>
        </message>
        <message>
            <source>Its certificate could not be checked, so nothing was sent. Check this computer's date, or ask whoever looks after your network.</source>
            <translation>Son certificat n'a pas pu être vérifié ; rien n'a donc été envoyé. Vérifiez la date de cet ordinateur, ou adressez-vous à la personne qui gère votre réseau.</translation>
        </message>
        <message>
            <source>The proxy did not let the connection through</source>
            <translation>Le proxy n'a pas laissé passer la connexion</translation>
        </message>
        <message>
            <source>Check the proxy settings, or ask whoever looks after your network.</source>
            <translation>Vérifiez les paramètres du proxy, ou adressez-vous à la personne qui gère votre réseau.</translation>
        </message>
        <message>
            <source>The server takes too long to answer</source>
            <translation>Le serveur met trop de temps à répondre</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a moment.</source>
            <translation>Rien n'a été modifié. Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>The server cannot be reached</source>
            <translation>Le serveur est injoignable</translation>
        </message>
        <message>
            <source>The answer got lost on the way</source>
            <translation>La réponse s'est perdue en route</translation>
        </message>
        <message>
            <source>It may have gone through. Reload to see how things stand before you try again.</source>
            <translation>L'opération a peut-être abouti. Rechargez pour voir la situation avant de réessayer.</translation>
        </message>
        <message>
            <source>The answer was not understood</source>
            <translation>La réponse n'a pas été comprise</translation>
        </message>
        <message>
            <source>Another program may be answering at this address, such as a network sign-in page, or License Desk may need an update.</source>
            <translation>Un autre programme répond peut-être à cette adresse, comme la page de connexion d'un réseau, ou License Desk doit être mis à jour.</translation>
        </message>
        <message>
            <source>Something went wrong in License Desk</source>
            <translation>Une erreur s'est produite dans License Desk</translation>
        </message>
        <message>
            <source>Try again. If it happens again, restart License Desk; the log says more.</source>
            <translation>Réessayez. Si cela se reproduit, redémarrez License Desk ; le journal en dit plus.</translation>
        </message>
        <message>
            <source>The keyring of this computer is locked</source>
            <translation>Le trousseau de cet ordinateur est verrouillé</translation>
        </message>
        <message>
            <source>The keyring of this computer does not answer</source>
            <translation>Le trousseau de cet ordinateur ne répond pas</translation>
        </message>
        <message>
            <source>This computer has no keyring that License Desk can use</source>
            <translation>Cet ordinateur n'a pas de trousseau utilisable par License Desk</translation>
        </message>
        <message>
            <source>You stay signed in until you close License Desk.</source>
            <translation>Vous restez connecté jusqu'à la fermeture de License Desk.</translation>
        </message>
        <message>
            <source>Practice mode is not installed</source>
            <translation>Le mode d'entraînement n'est pas installé</translation>
        </message>
        <message>
            <source>Install License Desk with its practice part, or start it with a server's address.</source>
            <translation>Installez License Desk avec sa partie d'entraînement, ou démarrez-le avec l'adresse d'un serveur.</translation>
        </message>
        <message>
            <source>Practice mode could not start</source>
            <translation>Le mode d'entraînement n'a pas pu démarrer</translation>
        </message>
        <message>
            <source>Close other copies of License Desk, then try again. The log says more.</source>
            <translation>Fermez les autres copies de License Desk, puis réessayez. Le journal en dit plus.</translation>
        </message>
        <message>
            <source>The server's address is not safe to use</source>
            <translation>L'adresse du serveur n'est pas sûre</translation>
        </message>
        <message>
            <source>It must begin with https://. Check the settings or the command line.</source>
            <translation>Elle doit commencer par https://. Vérifiez les paramètres ou la ligne de commande.</translation>
        </message>
        <message>
            <source>A note about an earlier purchase could not be read</source>
            <translation>Une note sur un achat antérieur n'a pas pu être lue</translation>
        </message>
        <message>
            <source>Look at Billing to see whether the purchase went through before you buy again.</source>
            <translation>Consultez Facturation pour savoir si l'achat a abouti avant d'acheter à nouveau.</translation>
        </message>
        <message>
            <source>Too many attempts</source>
            <translation>Trop de tentatives</translation>
        </message>
        <message>
            <source>Wait a few minutes, then try again.</source>
            <translation>Attendez quelques minutes, puis réessayez.</translation>
        </message>
        <message numerus="yes">
            <source>Try again in %n minute(s).</source>
            <translation>
                <numerusform>Réessayez dans %n minute.</numerusform>
                <numerusform>Réessayez dans %n minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingsSheet</name>
        <message>
            <source>Settings</source>
            <translation>Paramètres</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Adresse du serveur</translation>
        </message>
        <message>
            <source>Used from the next start on. Empty for practice mode.</source>
            <translation>Utilisée à partir du prochain démarrage. Vide pour le mode d'entraînement.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Save settings</source>
            <translation>Enregistrer les paramètres</translation>
        </message>
        <message>
            <source>Enter an address that begins with https://, as you were given it.</source>
            <translation>Saisissez une adresse qui commence par https://, telle qu'on vous l'a donnée.</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message>
            <source>A purchase is under way.</source>
            <translation>Un achat est en cours.</translation>
        </message>
        <message>
            <source>See where it stands</source>
            <translation>Voir où il en est</translation>
        </message>
        <message>
            <source>The server cannot be reached. What you see may be out of date.</source>
            <translation>Le serveur est injoignable. Ce que vous voyez n'est peut-être plus à jour.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>You stay signed in until you close License Desk.</source>
            <translation>Vous restez connecté jusqu'à la fermeture de License Desk.</translation>
        </message>
        <message>
            <source>See why</source>
            <translation>Voir pourquoi</translation>
        </message>
        <message>
            <source>Your confirmed address is remembered until you close License Desk.</source>
            <translation>Votre adresse confirmée est retenue jusqu’à la fermeture de License Desk.</translation>
        </message>
        <message>
            <source>{place} - License Desk</source>
            <translation>{place} - License Desk</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Sections</source>
            <translation>Sections</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Vue d'ensemble</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Plans</source>
            <translation>Plans</translation>
        </message>
        <message>
            <source>Billing</source>
            <translation>Facturation</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
    </context>
    <context>
        <name>SignInView</name>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Username or e-mail</source>
            <translation>Nom d'utilisateur ou e-mail</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mot de passe</translation>
        </message>
        <message>
            <source>Buy without an account</source>
            <translation>Acheter sans compte</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Ouvrir la boîte d’envoi</translation>
        </message>
        <message>
            <source>to manage your license of {platform}</source>
            <translation>pour gérer votre licence {platform}</translation>
        </message>
        <message>
            <source>Signing in</source>
            <translation>Connexion</translation>
        </message>
        <message>
            <source>Connecting</source>
            <translation>Connexion au serveur</translation>
        </message>
        <message>
            <source>Enter your username or e-mail address.</source>
            <translation>Saisissez votre nom d'utilisateur ou votre adresse e-mail.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Saisissez votre mot de passe.</translation>
        </message>
    </context>
    <context>
        <name>SignOutEverywhereSheet</name>
        <message>
            <source>Sign out everywhere?</source>
            <translation>Se déconnecter partout ?</translation>
        </message>
        <message>
            <source>Every device that is signed in to this account is signed out, this one included. Your license, surveys and responses stay as they are.</source>
            <translation>Tous les appareils connectés à ce compte sont déconnectés, celui-ci compris. Votre licence, vos enquêtes et vos réponses restent inchangées.</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>Rester connecté</translation>
        </message>
        <message>
            <source>Sign out everywhere</source>
            <translation>Se déconnecter partout</translation>
        </message>
    </context>
    <context>
        <name>SilhouetteMenu</name>
        <message>
            <source>Menu of {name}</source>
            <translation>Menu de {name}</translation>
        </message>
        <message>
            <source>Upgrade plan</source>
            <translation>Mettre à niveau le plan</translation>
        </message>
        <message>
            <source>Account settings</source>
            <translation>Paramètres du compte</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Se déconnecter</translation>
        </message>
    </context>
    <context>
        <name>StartOverSheet</name>
        <message>
            <source>Start over?</source>
            <translation>Tout recommencer ?</translation>
        </message>
        <message>
            <source>What you have typed is thrown away, and an e-mail address has to be confirmed again. Nothing has been charged.</source>
            <translation>Ce que vous avez saisi sera effacé, et une adresse e-mail devra de nouveau être confirmée. Rien n’a été débité.</translation>
        </message>
        <message>
            <source>Go on with the purchase</source>
            <translation>Continuer l’achat</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>Tout recommencer</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <source>Step {number} of {count}: {name}</source>
            <translation>Étape {number} sur {count} : {name}</translation>
        </message>
    </context>
    <context>
        <name>SubscriptionCard</name>
        <message>
            <source>Active subscription</source>
            <translation>Abonnement actif</translation>
        </message>
        <message>
            <source>See the plans</source>
            <translation>Voir les plans</translation>
        </message>
        <message>
            <source>Pay now</source>
            <translation>Payer maintenant</translation>
        </message>
        <message>
            <source>Resume renewal</source>
            <translation>Reprendre le renouvellement</translation>
        </message>
        <message>
            <source>Add to calendar</source>
            <translation>Ajouter au calendrier</translation>
        </message>
        <message>
            <source>Cancel renewal</source>
            <translation>Annuler le renouvellement</translation>
        </message>
        <message>
            <source>See the confirmation</source>
            <translation>Voir la confirmation</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>Essai</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Actif</translation>
        </message>
        <message>
            <source>Renewal under way</source>
            <translation>Renouvellement en cours</translation>
        </message>
        <message>
            <source>Confirmation needed</source>
            <translation>Confirmation nécessaire</translation>
        </message>
        <message>
            <source>Payment due</source>
            <translation>Paiement dû</translation>
        </message>
        <message>
            <source>Renewal cancelled</source>
            <translation>Renouvellement annulé</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>There is no paid license on this account, and nothing to pay.</source>
            <translation>Il n’y a pas de licence payante sur ce compte, et rien à payer.</translation>
        </message>
        <message>
            <source>Your license ended on {day}. This is a Free account now: surveys and collected responses are kept, and nothing is charged.</source>
            <translation>Votre licence a pris fin le {day}. C’est désormais un compte gratuit : les enquêtes et les réponses collectées sont conservées, et rien n’est débité.</translation>
        </message>
        <message numerus="yes">
            <source>Enter a card below. Without one the license ends on {day}: %n day(s) left.</source>
            <translation>
                <numerusform>Saisissez une carte ci-dessous. Sans carte, la licence prend fin le {day} : il reste %n jour.</numerusform>
                <numerusform>Saisissez une carte ci-dessous. Sans carte, la licence prend fin le {day} : il reste %n jours.</numerusform>
            </translation>
        </message>
        <message>
            <source>There is no card for the renewal</source>
            <translation>Il n’y a pas de carte pour le renouvellement</translation>
        </message>
        <message>
            <source>This page works until {moment}.</source>
            <translation>Cette page fonctionne jusqu’au {moment}.</translation>
        </message>
        <message numerus="yes">
            <source>Unless it is confirmed, access ends on {day}: %n day(s) left.</source>
            <translation>
                <numerusform>Sans confirmation, l’accès prend fin le {day} : il reste %n jour.</numerusform>
                <numerusform>Sans confirmation, l’accès prend fin le {day} : il reste %n jours.</numerusform>
            </translation>
        </message>
        <message>
            <source>Paying…</source>
            <translation>Paiement…</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>Reprise…</translation>
        </message>
        <message>
            <source>The server cannot be reached just now.</source>
            <translation>Le serveur est injoignable pour le moment.</translation>
        </message>
        <message>
            <source>Your bank wants you to confirm the renewal</source>
            <translation>Votre banque vous demande de confirmer le renouvellement</translation>
        </message>
        <message>
            <source>Open its page and confirm there, then come back: this window notices by itself, or press the button.</source>
            <translation>Ouvrez sa page et confirmez-y, puis revenez : cette fenêtre le remarque d’elle-même, ou appuyez sur le bouton.</translation>
        </message>
        <message>
            <source>You may close License Desk. The renewal waits for the bank.</source>
            <translation>Vous pouvez fermer License Desk. Le renouvellement attend la banque.</translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message>
            <source>The one that goes with the e-mail address</source>
            <translation>Celui qui correspond à l’adresse e-mail</translation>
        </message>
        <message>
            <source>Extraordinary cancellation</source>
            <translation>Résiliation anticipée pour motif légitime</translation>
        </message>
        <message>
            <source>Ordinary cancellation</source>
            <translation>Résiliation ordinaire</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Contrat</translation>
        </message>
        <message>
            <source>E-mail for the confirmation</source>
            <translation>E-mail pour la confirmation</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>Wished end</source>
            <translation>Fin souhaitée</translation>
        </message>
        <message>
            <source>As early as possible</source>
            <translation>Dès que possible</translation>
        </message>
    </context>
    <context>
        <name>TitleBar</name>
        <message>
            <source>Settings</source>
            <translation>Paramètres</translation>
        </message>
        <message>
            <source>Menu of {name}</source>
            <translation>Menu de {name}</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
    </context>
    <context>
        <name>UnderWay</name>
        <message>
            <source>The server does not answer just now. It is asked again and again.</source>
            <translation>Le serveur ne répond pas pour l’instant. Il est interrogé régulièrement.</translation>
        </message>
        <message>
            <source>You may close License Desk. The purchase goes on, and is found again at the next start.</source>
            <translation>Vous pouvez fermer License Desk. L’achat continue et sera retrouvé au prochain démarrage.</translation>
        </message>
        <message>
            <source>We are finding out what became of your purchase</source>
            <translation>Nous vérifions ce qu’est devenu votre achat</translation>
        </message>
        <message>
            <source>The answer got lost on the way. Nothing is sent a second time; this shows the result.</source>
            <translation>La réponse s’est perdue en route. Rien n’est envoyé une seconde fois ; le résultat s’affichera ici.</translation>
        </message>
        <message>
            <source>Your purchase is being sent</source>
            <translation>Votre achat est en cours d’envoi</translation>
        </message>
        <message>
            <source>The card goes to the payment service first, then the purchase to the server.</source>
            <translation>La carte va d’abord au service de paiement, puis l’achat au serveur.</translation>
        </message>
        <message>
            <source>Your payment is being processed</source>
            <translation>Votre paiement est en cours</translation>
        </message>
        <message>
            <source>This usually takes a few seconds.</source>
            <translation>Cela prend généralement quelques secondes.</translation>
        </message>
    </context>
    <context>
        <name>UsageCard</name>
        <message>
            <source>Usage</source>
            <translation>Utilisation</translation>
        </message>
        <message>
            <source>As of {time}</source>
            <translation>À {time}</translation>
        </message>
        <message>
            <source>Nothing is measured yet.</source>
            <translation>Rien n'est encore mesuré.</translation>
        </message>
        <message>
            <source>{used} of {limit}</source>
            <translation>{used} sur {limit}</translation>
        </message>
        <message>
            <source>{number} left</source>
            <translation>Reste {number}</translation>
        </message>
        <message>
            <source>The limit is reached.</source>
            <translation>La limite est atteinte.</translation>
        </message>
        <message>
            <source>Upgrade for more</source>
            <translation>Mettre à niveau</translation>
        </message>
        <message>
            <source>{used}, unlimited</source>
            <translation>{used}, illimité</translation>
        </message>
    </context>
    <context>
        <name>VerifyView</name>
        <message>
            <source>Code from the mail</source>
            <translation>Code reçu par e-mail</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmer</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Renvoyer</translation>
        </message>
        <message>
            <source>Use another address</source>
            <translation>Utiliser une autre adresse</translation>
        </message>
        <message>
            <source>If this address has an account already, the mail says so instead of bringing a code.</source>
            <translation>Si cette adresse a déjà un compte, l’e-mail le dit au lieu d’apporter un code.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Ouvrir la boîte d’envoi</translation>
        </message>
        <message>
            <source>Confirm your e-mail address</source>
            <translation>Confirmez votre adresse e-mail</translation>
        </message>
        <message>
            <source>We have sent a code to</source>
            <translation>Nous avons envoyé un code à</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>Recommencer</translation>
        </message>
        <message>
            <source>Checking the code…</source>
            <translation>Vérification du code…</translation>
        </message>
        <message>
            <source>A new code is on its way</source>
            <translation>Un nouveau code est en route</translation>
        </message>
        <message>
            <source>The code from the mail before does not work any more.</source>
            <translation>Le code de l’e-mail précédent ne fonctionne plus.</translation>
        </message>
        <message>
            <source>The mail was not accepted</source>
            <translation>Le message n’a pas été accepté</translation>
        </message>
        <message>
            <source>The mail server of this address does not take it. Check the address, or use another one.</source>
            <translation>Le serveur de messagerie de cette adresse le refuse. Vérifiez l’adresse ou utilisez-en une autre.</translation>
        </message>
        <message>
            <source>The mail could not be sent yet</source>
            <translation>Le message n’a pas encore pu être envoyé</translation>
        </message>
        <message>
            <source>We keep trying. If it comes too late for its code, have a new one sent.</source>
            <translation>Nous continuons d’essayer. S’il arrive trop tard pour son code, demandez-en un nouveau.</translation>
        </message>
        <message>
            <source>This code has expired. Have a new one sent.</source>
            <translation>Ce code a expiré. Faites-vous en envoyer un nouveau.</translation>
        </message>
        <message>
            <source>8 characters, good until {time}. Nothing there? Look in the spam folder too.</source>
            <translation>8 caractères, valable jusqu’à {time}. Rien reçu ? Regardez aussi dans les indésirables.</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Envoi…</translation>
        </message>
        <message>
            <source>Send again in {time}</source>
            <translation>Renvoyer dans {time}</translation>
        </message>
    </context>
    <context>
        <name>WithdrawSheet</name>
        <message>
            <source>Keep the contract</source>
            <translation>Garder le contrat</translation>
        </message>
        <message>
            <source>Save the receipt</source>
            <translation>Enregistrer l’accusé</translation>
        </message>
        <message>
            <source>Confirm withdrawal</source>
            <translation>Confirmer la rétractation</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Withdrawal received</source>
            <translation>Rétractation reçue</translation>
        </message>
        <message>
            <source>Withdraw from contract</source>
            <translation>Se rétracter du contrat</translation>
        </message>
        <message>
            <source>Being declared…</source>
            <translation>Déclaration en cours…</translation>
        </message>
        <message>
            <source>The declaration as it was received</source>
            <translation>La déclaration telle qu’elle a été reçue</translation>
        </message>
        <message>
            <source>A confirmation with this text was mailed to {email}.</source>
            <translation>Une confirmation avec ce texte a été envoyée à {email}.</translation>
        </message>
        <message>
            <source>You withdraw from the contract as a whole. What you paid is paid back to the card, and the account becomes a Free account at once: surveys and collected responses are kept.</source>
            <translation>Vous vous rétractez du contrat dans son ensemble. Ce que vous avez payé est remboursé sur la carte, et le compte devient aussitôt un compte gratuit : les enquêtes et les réponses collectées sont conservées.</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Référence</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Contrat</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Facture</translation>
        </message>
        <message>
            <source>Confirmation to</source>
            <translation>Confirmation à</translation>
        </message>
        <message>
            <source>Withdrawal {reference}.txt</source>
            <translation>Rétractation {reference}.txt</translation>
        </message>
    </context>
    <context>
        <name>WithdrawView</name>
        <message>
            <source>your details</source>
            <translation>vos coordonnées</translation>
        </message>
        <message>
            <source>confirmation</source>
            <translation>confirmation</translation>
        </message>
        <message>
            <source>Contract number, invoice number, brand ID or username.</source>
            <translation>Numéro de contrat, numéro de facture, identifiant de marque ou nom d’utilisateur.</translation>
        </message>
        <message>
            <source>Withdraw from contract here</source>
            <translation>Se rétracter du contrat ici</translation>
        </message>
        <message>
            <source>As a consumer in the European Union you can withdraw within 14 days of the purchase, without giving a reason. A confirmation is mailed to you at once.</source>
            <translation>En tant que consommateur dans l’Union européenne, vous pouvez vous rétracter dans les 14 jours suivant l’achat, sans donner de motif. Une confirmation vous est aussitôt envoyée par e-mail.</translation>
        </message>
        <message>
            <source>Confirm withdrawal</source>
            <translation>Confirmer la rétractation</translation>
        </message>
    </context>
    <context>
        <name>WithdrawalRow</name>
        <message>
            <source>Withdraw from contract here</source>
            <translation>Se rétracter du contrat ici</translation>
        </message>
        <message>
            <source>Until {moment} you can withdraw from this contract without giving a reason. What you paid is paid back, and the account becomes a Free account.</source>
            <translation>Jusqu’au {moment}, vous pouvez vous rétracter de ce contrat sans donner de raison. Ce que vous avez payé est remboursé, et le compte devient un compte gratuit.</translation>
        </message>
        <message>
            <source>The server cannot be reached just now.</source>
            <translation>Le serveur est injoignable pour le moment.</translation>
        </message>
    </context>
    <context>
        <name>_Consent</name>
        <message>
            <source>Read the text</source>
            <translation>Lire le texte</translation>
        </message>
        <message>
            <source>Fold the text</source>
            <translation>Replier le texte</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
    </context>
    <context>
        <name>_StickyHeads</name>
        <message>
            <source>by request</source>
            <translation>sur demande</translation>
        </message>
    </context>
</TS>
