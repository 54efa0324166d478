"""Sentences of announcements, in the languages in which something can be proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Phrases(NamedTuple):
    """Sentences of a language; ``{}`` is a name, ``{key}`` one key or several.

    Attributes:
        welcome: At the beginning.
        choice: For somebody or something that answers, or another menu.
        message: For the mailbox of somebody.
        mailbox: For a mailbox that is the only one.
        by_name: For finding people.
        hear: For something that is played, after which the menu goes on.
        hear_last: For something that is played, after which the call ends.
        back: To the menu from which callers come.
        again: To the same menu.
        end: To the end of the call.
        stay: For callers who press nothing.
        stay_message: For the same, where a mailbox takes the call.
        dial: Where extensions may be dialled.
        or_key: Between two keys.
        or_stay: Behind a key, where callers who press nothing get to the same.
        star: How the key is called.
        hash: The same.
    """

    welcome: str
    choice: str
    message: str
    mailbox: str
    by_name: str
    hear: str
    hear_last: str
    back: str
    again: str
    end: str
    stay: str
    stay_message: str
    dial: str
    or_key: str
    or_stay: str
    star: str
    hash: str


#: By the first part of a language tag.
PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        welcome="Welcome to {}.",
        choice="For {}, press {key}.",
        message="To leave a message for {}, press {key}.",
        mailbox="To leave a message, press {key}.",
        by_name="To find a person by name, press {key}.",
        hear="To hear {}, press {key}.",
        hear_last="To hear {} and end the call, press {key}.",
        back="To go back, press {key}.",
        again="To hear this menu again, press {key}.",
        end="To end the call, press {key}.",
        stay="Or stay on the line for {}.",
        stay_message="Or stay on the line to leave a message.",
        dial="If you know the extension, you may dial it at any time.",
        or_key=" or ",
        or_stay=" or stay on the line",
        star="star",
        hash="the hash key",
    ),
    "de": Phrases(
        welcome="Willkommen bei {}.",
        choice="Für {} drücken Sie die {key}.",
        message="Um eine Nachricht für {} zu hinterlassen, drücken Sie die {key}.",
        mailbox="Um eine Nachricht zu hinterlassen, drücken Sie die {key}.",
        by_name="Um eine Person nach Namen zu suchen, drücken Sie die {key}.",
        hear="Um {} zu hören, drücken Sie die {key}.",
        hear_last="Um {} zu hören und das Gespräch zu beenden, drücken Sie die {key}.",
        back="Um zurückzugehen, drücken Sie die {key}.",
        again="Um diese Auswahl noch einmal zu hören, drücken Sie die {key}.",
        end="Um das Gespräch zu beenden, drücken Sie die {key}.",
        stay="Oder bleiben Sie in der Leitung für {}.",
        stay_message="Oder bleiben Sie in der Leitung, um eine Nachricht zu hinterlassen.",
        dial="Wenn Sie die Durchwahl kennen, können Sie sie jederzeit wählen.",
        or_key=" oder die ",
        or_stay=" oder bleiben Sie in der Leitung",
        star="Sterntaste",
        hash="Rautetaste",
    ),
    "es": Phrases(
        welcome="Bienvenidos a {}.",
        choice="Para {}, marque {key}.",
        message="Para dejar un mensaje a {}, marque {key}.",
        mailbox="Para dejar un mensaje, marque {key}.",
        by_name="Para buscar a una persona por su nombre, marque {key}.",
        hear="Para escuchar {}, marque {key}.",
        hear_last="Para escuchar {} y terminar la llamada, marque {key}.",
        back="Para volver, marque {key}.",
        again="Para oír de nuevo este menú, marque {key}.",
        end="Para terminar la llamada, marque {key}.",
        stay="O permanezca en la línea para {}.",
        stay_message="O permanezca en la línea para dejar un mensaje.",
        dial="Si conoce la extensión, puede marcarla en cualquier momento.",
        or_key=" o ",
        or_stay=" o permanezca en la línea",
        star="asterisco",
        hash="almohadilla",
    ),
    "fr": Phrases(
        welcome="Bienvenue chez {}.",
        choice="Pour {}, tapez {key}.",
        message="Pour laisser un message à {}, tapez {key}.",
        mailbox="Pour laisser un message, tapez {key}.",
        by_name="Pour chercher une personne par son nom, tapez {key}.",
        hear="Pour écouter {}, tapez {key}.",
        hear_last="Pour écouter {} et terminer l'appel, tapez {key}.",
        back="Pour revenir en arrière, tapez {key}.",
        again="Pour réécouter ce menu, tapez {key}.",
        end="Pour terminer l'appel, tapez {key}.",
        stay="Ou restez en ligne pour {}.",
        stay_message="Ou restez en ligne pour laisser un message.",
        dial="Si vous connaissez le numéro de poste, vous pouvez le composer à tout moment.",
        or_key=" ou ",
        or_stay=" ou restez en ligne",
        star="étoile",
        hash="dièse",
    ),
    "it": Phrases(
        welcome="Benvenuti in {}.",
        choice="Per {}, premere {key}.",
        message="Per lasciare un messaggio a {}, premere {key}.",
        mailbox="Per lasciare un messaggio, premere {key}.",
        by_name="Per cercare una persona per nome, premere {key}.",
        hear="Per ascoltare {}, premere {key}.",
        hear_last="Per ascoltare {} e terminare la chiamata, premere {key}.",
        back="Per tornare indietro, premere {key}.",
        again="Per riascoltare questo menu, premere {key}.",
        end="Per terminare la chiamata, premere {key}.",
        stay="Oppure restare in linea per {}.",
        stay_message="Oppure restare in linea per lasciare un messaggio.",
        dial="Se conoscete l'interno, potete comporlo in qualsiasi momento.",
        or_key=" o ",
        or_stay=" o restare in linea",
        star="asterisco",
        hash="cancelletto",
    ),
    "nl": Phrases(
        welcome="Welkom bij {}.",
        choice="Voor {}, toets {key}.",
        message="Om een bericht achter te laten voor {}, toets {key}.",
        mailbox="Om een bericht achter te laten, toets {key}.",
        by_name="Om iemand op naam te zoeken, toets {key}.",
        hear="Om {} te horen, toets {key}.",
        hear_last="Om {} te horen en het gesprek te beëindigen, toets {key}.",
        back="Om terug te gaan, toets {key}.",
        again="Om dit menu opnieuw te horen, toets {key}.",
        end="Om het gesprek te beëindigen, toets {key}.",
        stay="Of blijf aan de lijn voor {}.",
        stay_message="Of blijf aan de lijn om een bericht achter te laten.",
        dial="Als u het toestelnummer kent, kunt u dat op elk moment kiezen.",
        or_key=" of ",
        or_stay=" of blijf aan de lijn",
        star="sterretje",
        hash="hekje",
    ),
    "pt": Phrases(
        welcome="Bem-vindo a {}.",
        choice="Para {}, marque {key}.",
        message="Para deixar uma mensagem a {}, marque {key}.",
        mailbox="Para deixar uma mensagem, marque {key}.",
        by_name="Para procurar uma pessoa pelo nome, marque {key}.",
        hear="Para ouvir {}, marque {key}.",
        hear_last="Para ouvir {} e terminar a chamada, marque {key}.",
        back="Para voltar atrás, marque {key}.",
        again="Para ouvir este menu novamente, marque {key}.",
        end="Para terminar a chamada, marque {key}.",
        stay="Ou permaneça em linha para {}.",
        stay_message="Ou permaneça em linha para deixar uma mensagem.",
        dial="Se souber a extensão, pode marcá-la a qualquer momento.",
        or_key=" ou ",
        or_stay=" ou permaneça em linha",
        star="asterisco",
        hash="cardinal",
    ),
}
