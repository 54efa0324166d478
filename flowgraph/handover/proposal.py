"""What an announcement could say: proposed from the keys of its menu, for people to improve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from ..book.model import MenuPage
from ..book.parts import KeyRow, Place
from ..model.destination import (
    DIAL_BY_NAME,
    END_CALL,
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    GROUP_VM,
    PROMPT_KINDS,
    QUEUE,
    RING_GROUP,
)
from ..model.keys import PRESSED, TIMEOUT

#: Stands where somebody has to put in a word.
BLANK = "[…]"


class Phrases(NamedTuple):
    """Sentences of a language; ``{}`` is a name, ``{key}`` a key."""

    welcome: str
    choice: str
    message: str
    by_name: str
    back: str
    again: str
    end: str
    stay: str
    dial: str
    star: str
    hash: str


#: By the first part of a language tag.
PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        "Welcome to {}.",
        "For {}, press {key}.",
        "To leave a message for {}, press {key}.",
        "To find a person by name, press {key}.",
        "To go back, press {key}.",
        "To hear this menu again, press {key}.",
        "To end the call, press {key}.",
        "Or stay on the line for {}.",
        "If you know the extension, you may dial it at any time.",
        "star",
        "the hash key",
    ),
    "de": Phrases(
        "Willkommen bei {}.",
        "Für {} drücken Sie die {key}.",
        "Um eine Nachricht für {} zu hinterlassen, drücken Sie die {key}.",
        "Um eine Person nach Namen zu suchen, drücken Sie die {key}.",
        "Um zurückzugehen, drücken Sie die {key}.",
        "Um diese Auswahl noch einmal zu hören, drücken Sie die {key}.",
        "Um das Gespräch zu beenden, drücken Sie die {key}.",
        "Oder bleiben Sie in der Leitung für {}.",
        "Wenn Sie die Durchwahl kennen, können Sie sie jederzeit wählen.",
        "Sterntaste",
        "Rautetaste",
    ),
    "es": Phrases(
        "Bienvenidos a {}.",
        "Para {}, marque {key}.",
        "Para dejar un mensaje a {}, marque {key}.",
        "Para buscar a una persona por su nombre, marque {key}.",
        "Para volver, marque {key}.",
        "Para oír de nuevo este menú, marque {key}.",
        "Para terminar la llamada, marque {key}.",
        "O permanezca en la línea para {}.",
        "Si conoce la extensión, puede marcarla en cualquier momento.",
        "asterisco",
        "almohadilla",
    ),
    "fr": Phrases(
        "Bienvenue chez {}.",
        "Pour {}, tapez {key}.",
        "Pour laisser un message à {}, tapez {key}.",
        "Pour chercher une personne par son nom, tapez {key}.",
        "Pour revenir en arrière, tapez {key}.",
        "Pour réécouter ce menu, tapez {key}.",
        "Pour terminer l'appel, tapez {key}.",
        "Ou restez en ligne pour {}.",
        "Si vous connaissez le numéro de poste, vous pouvez le composer à tout moment.",
        "étoile",
        "dièse",
    ),
    "it": Phrases(
        "Benvenuti in {}.",
        "Per {}, premere {key}.",
        "Per lasciare un messaggio a {}, premere {key}.",
        "Per cercare una persona per nome, premere {key}.",
        "Per tornare indietro, premere {key}.",
        "Per riascoltare questo menu, premere {key}.",
        "Per terminare la chiamata, premere {key}.",
        "Oppure restare in linea per {}.",
        "Se conoscete l'interno, potete comporlo in qualsiasi momento.",
        "asterisco",
        "cancelletto",
    ),
    "nl": Phrases(
        "Welkom bij {}.",
        "Voor {}, toets {key}.",
        "Om een bericht achter te laten voor {}, toets {key}.",
        "Om iemand op naam te zoeken, toets {key}.",
        "Om terug te gaan, toets {key}.",
        "Om dit menu opnieuw te horen, toets {key}.",
        "Om het gesprek te beëindigen, toets {key}.",
        "Of blijf aan de lijn voor {}.",
        "Als u het toestelnummer kent, kunt u dat op elk moment kiezen.",
        "sterretje",
        "hekje",
    ),
    "pt": Phrases(
        "Bem-vindo a {}.",
        "Para {}, marque {key}.",
        "Para deixar uma mensagem a {}, marque {key}.",
        "Para procurar uma pessoa pelo nome, marque {key}.",
        "Para voltar atrás, marque {key}.",
        "Para ouvir este menu novamente, marque {key}.",
        "Para terminar a chamada, marque {key}.",
        "Ou permaneça em linha para {}.",
        "Se souber a extensão, pode marcá-la a qualquer momento.",
        "asterisco",
        "cardinal",
    ),
}

_VOICEMAIL_OF = "voicemail of "


def proposal(page: MenuPage, language: str, welcome: str, *, tells_keys: bool) -> str:
    """Propose what a menu's announcement says.

    Args:
        page: The menu.
        language: A key of :data:`PHRASES`.
        welcome: Whom callers are welcomed by; empty for no welcome.
        tells_keys: Whether it names the keys; of several announcements the last does.
    """
    phrases = PHRASES[language]
    told = [phrases.welcome.format(welcome)] if welcome else []
    if tells_keys:
        told += _choices(page, phrases)
    return " ".join(told)


def _choices(page: MenuPage, phrases: Phrases) -> Iterator[str]:
    callers = {lead.place.node for lead in page.leads}
    rows = [row for row in page.keys if row.target and not row.target.fault]
    # As callers expect it: 1 to 9, then 0, then the signs.
    pressed = sorted((row for row in rows if row.key in PRESSED), key=lambda row: _place(row.key))
    for row in pressed:
        yield _choice(row, phrases, callers)
    silent = next((row.target for row in rows if row.key == TIMEOUT), None)
    if silent and silent.style in (EXTENSION, QUEUE, RING_GROUP):
        yield phrases.stay.format(_name(silent))
    if any(s.label == "Dialling extensions" and s.value in _DIALS for s in page.settings):
        yield phrases.dial


_DIALS = ("all", "allow", "restrict")


def _place(key: str) -> int:
    return "1234567890#*".index(key)


def _choice(row: KeyRow, phrases: Phrases, callers: set[str]) -> str:
    target = row.target
    assert target is not None  # noqa: S101  asked for above
    key = {"*": phrases.star, "#": phrases.hash}.get(row.key, row.key)
    return _sentence(row, target, phrases, callers).format(_name(target), key=key)


def _sentence(row: KeyRow, target: Place, phrases: Phrases, callers: set[str]) -> str:
    if row.is_again:
        return phrases.again
    if row.key == "*" and target.node in callers:
        return phrases.back
    by_kind = {
        EXT_VM: phrases.message,
        GROUP_VM: phrases.message,
        DIAL_BY_NAME: phrases.by_name,
        END_CALL: phrases.end,
    }
    return by_kind.get(target.style, phrases.choice)


def _name(place: Place) -> str:
    """Say what callers are told of a place; a blank where its name would tell them nothing."""
    if place.style in PROMPT_KINDS:
        return PurePosixPath(place.name).stem.replace("-", " ").replace("_", " ")
    if place.style == EXTERNAL_NUM or place.name == place.kind or place.name.startswith("id "):
        return BLANK
    return place.name.removeprefix(_VOICEMAIL_OF)


def languages_of(tags: Sequence[str]) -> str:
    """Give the language of proposals: the one of all spoken texts, else English."""
    found = {tag.partition("-")[0].lower() for tag in tags if tag}
    (only,) = found if len(found) == 1 else ("en",)
    return only if only in PHRASES else "en"
