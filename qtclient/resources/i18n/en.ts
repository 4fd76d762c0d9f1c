<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_US">
    <context>
        <name>BillingBanner</name>
        <message numerus="yes">
            <source>The renewal is not paid. Access ends in %n day(s), on {day}.</source>
            <translation>
                <numerusform>The renewal is not paid. Access ends in %n day, on {day}.</numerusform>
                <numerusform>The renewal is not paid. Access ends in %n days, on {day}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your bank wants you to confirm the renewal. Access ends in %n day(s), on {day}.</source>
            <translation>
                <numerusform>Your bank wants you to confirm the renewal. Access ends in %n day, on {day}.</numerusform>
                <numerusform>Your bank wants you to confirm the renewal. Access ends in %n days, on {day}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your license ends in %n day(s), on {day}. It does not renew.</source>
            <translation>
                <numerusform>Your license ends in %n day, on {day}. It does not renew.</numerusform>
                <numerusform>Your license ends in %n days, on {day}. It does not renew.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There is no card for the renewal. The license ends in %n day(s), on {day}.</source>
            <translation>
                <numerusform>There is no card for the renewal. The license ends in %n day, on {day}.</numerusform>
                <numerusform>There is no card for the renewal. The license ends in %n days, on {day}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The card on file expires before the renewal in %n day(s), on {day}.</source>
            <translation>
                <numerusform>The card on file expires before the renewal in %n day, on {day}.</numerusform>
                <numerusform>The card on file expires before the renewal in %n days, on {day}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BillingFacts</name>
        <message numerus="yes">
            <source>%n day(s) left</source>
            <translation>
                <numerusform>%n day left</numerusform>
                <numerusform>%n days left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n time(s), last on {moment}</source>
            <translation>
                <numerusform>once, on {moment}</numerusform>
                <numerusform>%n times, last on {moment}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CancelRenewalSheet</name>
        <message numerus="yes">
            <source>Nothing is charged any more, and until {day} the license stays as it is: %n day(s). Until then you can resume the renewal.</source>
            <translation>
                <numerusform>Nothing is charged any more, and until {day} the license stays as it is: %n day. Until then you can resume the renewal.</numerusform>
                <numerusform>Nothing is charged any more, and until {day} the license stays as it is: %n days. Until then you can resume the renewal.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DataCenterPicker</name>
        <message numerus="yes">
            <source>%n data center(s) found</source>
            <translation>
                <numerusform>%n data center found</numerusform>
                <numerusform>%n data centers found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Debt</name>
        <message numerus="yes">
            <source>Access ends on {day} unless it is paid: %n day(s) left.</source>
            <translation>
                <numerusform>Access ends on {day} unless it is paid: %n day left.</numerusform>
                <numerusform>Access ends on {day} unless it is paid: %n days left.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InvoicesCard</name>
        <message numerus="yes">
            <source>%n invoice(s) found</source>
            <translation>
                <numerusform>%n invoice found</numerusform>
                <numerusform>%n invoices found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s)</source>
            <translation>
                <numerusform>%n invoice</numerusform>
                <numerusform>%n invoices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MattersCard</name>
        <message numerus="yes">
            <source>The renewal is not paid: access ends in %n day(s)</source>
            <translation>
                <numerusform>The renewal is not paid: access ends in %n day</numerusform>
                <numerusform>The renewal is not paid: access ends in %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your trial ends in %n day(s)</source>
            <translation>
                <numerusform>Your trial ends in %n day</numerusform>
                <numerusform>Your trial ends in %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your license ends in %n day(s)</source>
            <translation>
                <numerusform>Your license ends in %n day</numerusform>
                <numerusform>Your license ends in %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewView</name>
        <message numerus="yes">
            <source>%n thing(s) need your attention.</source>
            <translation>
                <numerusform>%n thing needs your attention.</numerusform>
                <numerusform>%n things need your attention.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticeBar</name>
        <message numerus="yes">
            <source>+%n day(s)</source>
            <translation>
                <numerusform>+%n day</numerusform>
                <numerusform>+%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Outbox (%n new)</source>
            <translation>
                <numerusform>Outbox (%n new)</numerusform>
                <numerusform>Outbox (%n new)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sentences</name>
        <message numerus="yes">
            <source>Try again in %n minute(s).</source>
            <translation>
                <numerusform>Try again in %n minute.</numerusform>
                <numerusform>Try again in %n minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SubscriptionCard</name>
        <message numerus="yes">
            <source>Enter a card below. Without one the license ends on {day}: %n day(s) left.</source>
            <translation>
                <numerusform>Enter a card below. Without one the license ends on {day}: %n day left.</numerusform>
                <numerusform>Enter a card below. Without one the license ends on {day}: %n days left.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Unless it is confirmed, access ends on {day}: %n day(s) left.</source>
            <translation>
                <numerusform>Unless it is confirmed, access ends on {day}: %n day left.</numerusform>
                <numerusform>Unless it is confirmed, access ends on {day}: %n days left.</numerusform>
            </translation>
        </message>
    </context>
</TS>
