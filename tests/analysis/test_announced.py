"""Which keys a spoken prompt names: the wording of telephone menus in seven languages."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.analysis.announced import LONGEST_TEXT, announced, announced_together
from flowgraph.analysis.announced.languages import LANGUAGES
from flowgraph.model.keys import PRESSED, TIMEOUT

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"

# Keys in the order in which the text names them first.
NAMED = [
    # -- English
    ("en-US", "For sales, press 1. For support, press 2.", "12"),
    ("en-US", "Press 1 for sales, press 2 for support, or press 0 for the operator.", "120"),
    ("en-US", "Press one for sales, two for support and three for billing.", "123"),
    ("en-US", "For sales press one, for support two.", "12"),
    ("en-US", "For sales, press one. For support, two. For billing, three.", "123"),
    ("en-US", "For sales press one. Support, two. Billing, three.", "123"),
    ("en-US", "For sales press 1, support 2, accounts 3.", "123"),
    ("en-GB", "Press 1 for sales. 2 for support. 3 for accounts.", "123"),
    ("en-US", "Press 1, 2 or 3.", "123"),
    ("en-US", "To reach our nurses, press 1 or 2.", "12"),
    ("en-US", "Please rate this call: press a number from 1 to 5, 5 being the best.", "12345"),
    ("en-US", "Enter a number between one and four.", "1234"),
    ("en-US", "Press 1-4 to choose your branch.", "1234"),
    ("en-US", "Press any key from 7 through 9.", "789"),
    ("en-US", "To go back, press the star key. To repeat, press pound.", "*#"),
    ("en-US", "Press the pound (#) key to end the call.", "#"),
    ("en-US", "Press * to return, or # to hear this again.", "*#"),
    ("en-US", "Press hash to finish or asterisk to cancel.", "#*"),
    ("en-US", "To use our directory, press the number sign.", "#"),
    ("en-US", "For the operator, dial zero at any time.", "0"),
    ("en-US", "For reception press oh, for sales press one.", "01"),
    ("en-US", "Please choose from the following options: 1 for sales, 2 for support.", "12"),
    ("en-US", "Choose one of the following options: one for sales; two for support.", "12"),
    ("en-US", "Say or press one now.", "1"),
    ("en-US", "Press, or say, 3 to confirm.", "3"),
    ("en-US", "Select option 2 for a map. For parking select option 3.", "23"),
    ("en-US", "Using your telephone keypad, hit the 5 button.", "5"),
    ("en-US", "If you are a new patient press '1', existing patients please press “2”.", "12"),
    ("en-US", "press... one", "1"),
    ("en-US", "For sales press 1 for support press 2 for anything else press 0", "120"),
    ("en-US", "Press 1=Sales, 2=Support, 3=Billing", "123"),
    ("en-US", "Press 1 - Sales, 2 - Support", "12"),
    ("en-US", "Press 2 for Jane.\nPress 3 for Jim.\n", "23"),
    ("en-US", "For terminal 1, press 4. For terminal 2, press 5.", "45"),
    ("en-US", "Press 4 for terminal 1, press 5 for terminal 2.", "45"),
    ("en-US", "We are open Monday to Friday from 8 to 6. To leave a message, press 1.", "1"),
    ("en-US", "Press 1 to book. We are open from 8 am to 5 pm and close at 3 on Fridays.", "1"),
    ("en-US", "To order more than 2, press 3. For orders placed before 9, press 4.", "34"),
    ("en-US", "If your call is about 1 of 2 flights, press 7.", "7"),
    ("en-US", "Our number is 555 0100. Dial 304 for Jane, or press 0.", "0"),
    ("en-US", "Press 1 for hours. One moment please, one of our agents will be with you.", "1"),
    ("en-US", "Help is here 24/7: press 6. Since 1987 we have served over 9,000 guests.", "6"),
    ("en-US", "For a quote of $5 or 8% off, press 1.", "1"),
    ("en-US", "Enter your 4-digit PIN, then press 2.", "2"),
    ("en-US", "For grades 1st to 3rd press 8.", "8"),
    ("en-US", "You have made an invalid selection. Please choose option 1 or 2.", "12"),
    ("en-US", "For the fax at extension 7 press 3; to hear this 1 more time, press 9.", "39"),
    ("en-US", "Press 9 to repeat, remain on the line or press 0 for our operator.", "90"),
    ("en-US", "For English, press one. Para español, oprima el dos.", "12"),
    ("en-US", "For English press 1, para español marque 2, pour le français tapez 3.", "123"),
    ("en-US", "For parties of 8 or more, press 3. For appointments within 7 days, press 4.", "34"),
    ("en-US", "Press 5 to be called back in 2 to 3 hours. Fax: 5, 5, 5, 0, 1, 0, 0.", "5"),
    ("en-US", "If you know the extension, dial it, then press pound. Otherwise press 0.", "0"),
    ("en-US", "Press 1 for Ann, extension 7, 2 for Bob, extension 8.", "12"),
    ("en-US", "To reach Anna at extension 3, press 5. For Team One press 6.", "56"),
    ("en-US", "Select 3 toppings. Press 3D for films. Press 1.", "1"),
    ("en-US", "Press 1 for sales. We are glad that you call. 2 for the price of 1.", "1"),
    # -- Spanish
    ("es-US", "Para ventas, marque 1. Para soporte, marque 2.", "12"),
    ("es-ES", "Pulse 1 para ventas, 2 para facturación o 0 para hablar con un agente.", "120"),
    ("es-MX", "Para citas marque uno, para urgencias dos y para facturas tres.", "123"),
    ("es-MX", "Oprima el número 5 o la tecla asterisco.", "5*"),
    ("es-ES", "Si desea volver, presione asterisco; para terminar, pulse almohadilla.", "*#"),
    ("es-US", "Para finalizar, marque el signo de número. Para repetir, la tecla 9.", "#9"),
    ("es-AR", "Digite cero o aguarde en línea y será atendido.", "0"),
    ("es-ES", "Pulse la tecla siete u ocho.", "78"),
    ("es-ES", "Valore la llamada del 1 al 5 pulsando un número. Después pulse del 1 al 3.", "123"),
    ("es-ES", "Abrimos de 9 a 2 y de 4 a 8. Para pedir cita, pulse 1.", "1"),
    ("es-ES", "Un momento, por favor. Uno de nuestros agentes le atenderá. Marque 3.", "3"),
    ("es-MX", "Seleccione una de las siguientes opciones: 1 para ventas, 2 para soporte.", "12"),
    ("es-ES", "Llámenos a las 8 o marque 4 si ya es cliente.", "4"),
    # -- German
    ("de-DE", "Für den Vertrieb drücken Sie die 1, für den Service die 2.", "12"),
    ("de", "Wünschen Sie den Einkauf, wählen Sie bitte die 3 und für die Buchhaltung die 4.", "34"),
    ("de", "Drücken Sie die Eins für Verkauf, die Zwei für Technik oder die Null.", "120"),
    ("de", "Für Reservierungen bitte die 1 drücken, für alles Weitere die 2 drücken.", "12"),
    ("de", "Für Terminal 1 drücken Sie die 4, für Terminal 2 die 5.", "45"),
    ("de", "Um zurückzugehen, drücken Sie die Sterntaste oder die Raute-Taste.", "*#"),
    ("de", "Mit der Taste 1 erreichen Sie den Verkauf, mit der Taste 2 die Technik.", "12"),
    ("de", "Bitte waehlen Sie die Fuenf.", "5"),
    ("de", "Drücken Sie jetzt auf Ihrem Telefon die Raute.", "#"),
    ("de", "Um die Ansage zu wiederholen, ist die 9 zu drücken.", "9"),
    ("de", "Wählen Sie eine Ziffer von 1 bis 4.", "1234"),
    ("de", "Wir sind von 8 bis 18 Uhr für Sie da. Drücken Sie die 1 für einen Rückruf.", "1"),
    ("de", "Um 7 öffnen wir. Einen Moment bitte, drücken Sie die 2, wenn Sie warten.", "2"),
    ("de", "Drücken Sie die 1 oder bleiben Sie in der Leitung.", "1"),
    ("de", "Bitte wählen Sie: 1 für Verkauf, 2 für Service, 3 für alles andere.", "123"),
    ("de", "Die 1 drücken Sie für den Verkauf, die 2 drücken Sie für die Technik.", "12"),
    ("de", "Drücken Sie für den Verkauf die 1, für den Service die 2.", "12"),
    ("de", "Drücken Sie die 2-Taste oder die Tasten 4-6.", "2456"),
    ("de", "Zum Wiederholen Taste Stern, zum Beenden Taste Raute.", "*#"),
    # -- French
    ("fr-FR", "Pour les ventes, tapez 1. Pour le support, tapez 2.", "12"),
    ("fr-FR", "Pour la comptabilité, appuyez sur la touche 3, pour l'accueil, le 0.", "30"),
    ("fr-CA", "Pour le service en français, faites le 1. For English, press 2.", "12"),
    ("fr-CA", "Appuyez sur l'étoile pour revenir, ou sur le dièse pour terminer.", "*#"),
    ("fr-CA", "Composez le neuf pour réentendre, ou faites le carré.", "9#"),
    ("fr-FR", "Tapez un pour un rendez-vous, deux pour une urgence, trois sinon.", "123"),
    ("fr-FR", "Appuyez sur la touche un de votre clavier.", "1"),
    ("fr-FR", "Choisissez parmi les options suivantes : 1 pour Paris, 2 pour Lyon.", "12"),
    ("fr-FR", "Nous sommes ouverts de 9 h à 18 h, de 8 à 12 le samedi. Tapez 4.", "4"),
    ("fr-FR", "Un instant, un de nos conseillers va vous répondre. Tapez 2.", "2"),
    ("fr-FR", "Notez de 1 à 5 : tapez un chiffre de 1 à 5.", "12345"),
    ("fr-FR", "Tapez 1, 2 ou 3.", "123"),
    ("fr-FR", "Vous êtes un particulier, tapez 1. Un véhicule neuf, tapez 3.", "13"),
    # -- Italian
    ("it-IT", "Per il commerciale premere 1, per l'assistenza premere 2.", "12"),
    ("it-IT", "Per prenotare prema uno, per disdire due, per altro tre.", "123"),
    ("it-IT", "Digiti il tasto asterisco per tornare indietro, cancelletto per finire.", "*#"),
    ("it-IT", "Se sei già cliente, premi 6. Se sei un fornitore, premi il tasto 7.", "67"),
    ("it-IT", "Siamo aperti dalle 9 alle 6. Per un messaggio, selezioni l'1.", "1"),
    ("it-IT", "Prema un tasto da 1 a 3.", "123"),
    ("it-IT", "Premi 1 per gli orari, 2 per gli indirizzi o resta in linea.", "12"),
    ("it-IT", "Uno dei nostri operatori risponderà. Premere zero.", "0"),
    # -- Portuguese
    ("pt-BR", "Para vendas, digite 1. Para suporte, digite 2.", "12"),
    ("pt-BR", "Para vendas tecle um, para suporte dois e para financeiro três.", "123"),
    ("pt-BR", "Pressione asterisco para voltar ou jogo da velha para encerrar.", "*#"),
    ("pt-PT", "Prima a tecla cardinal para terminar ou carregue na tecla 5.", "#5"),
    ("pt-BR", "Digite 9 ou aguarde na linha. Um de nossos atendentes vai falar com você.", "9"),
    ("pt-BR", "Funcionamos das 8 às 6. Para agendar, aperte 1.", "1"),
    ("pt-BR", "Escolha uma das opções a seguir: 1 para boletos, 2 para entregas.", "12"),
    ("pt-PT", "Marque de 1 a 4.", "1234"),
    ("pt-BR", "Se deseja falar com vendas, pressione 1; se deseja suporte, 2.", "12"),
    # -- Dutch
    ("nl-NL", "Voor verkoop toets 1, voor service toets 2.", "12"),
    ("nl-NL", "Toets een 1 voor verkoop of een 2 voor service.", "12"),
    ("nl-NL", "Druk op één voor verkoop, twee voor service, drie voor de receptie.", "123"),
    ("nl-BE", "Kies 1 voor afspraken, 2 voor facturen en 0 voor een medewerker.", "120"),
    ("nl-NL", "Om terug te gaan drukt u op het sterretje, om af te sluiten op het hekje.", "*#"),
    ("nl-NL", "Een van onze medewerkers staat u te woord. Druk op de 4.", "4"),
    ("nl-NL", "Wij zijn open van 9 tot 5. Om terug te bellen de 3 indrukken.", "3"),
    ("nl-NL", "Toets een cijfer van 1 t/m 3.", "123"),
    ("nl-NL", "Voor een afspraak drukt u op 2. Druk anders op 0.", "20"),
    ("nl-NL", "Kiest u uit 4 tot en met 6.", "456"),
]

# Verbs of pressing, but no key; or no verb at all.
NOTHING = [
    ("en-US", "Press any key to continue."),
    ("en-US", "If you know your party's extension, dial it at any time."),
    ("en-US", "Dial 1 800 555 0100 for emergencies."),
    ("en-US", "Dial 3 digits for a person."),
    ("en-US", "Please press one of the keys on your telephone."),
    ("en-US", "Enter your account number, then wait. Dial zero one two for Bob."),
    ("en-US", "The office is open from 8 to 6, on Saturdays from 9 to 1."),
    ("en-US", "Sales, one. Support, two."),
    ("en-US", "One moment please. You are number 3 in the queue."),
    ("en-US", "Please press the button on Door 12."),
    ("es-ES", "Marque la extensión ahora. Un momento, por favor."),
    ("es-ES", "Pulse cualquier tecla. Nuestro teléfono es el 91 555 01 00."),
    ("es-US", "Abrimos de lunes a viernes de ocho a seis."),
    ("de", "Einen Moment bitte. Sie sind die Nummer 2 in der Schlange."),
    ("de", "Wählen Sie die 0 30 12 34 56."),
    ("de", "Drücken Sie eine der folgenden Tasten."),
    ("fr-FR", "Tapez un code à 4 chiffres."),
    ("fr-FR", "Appuyez sur une touche. Ouvert 7 jours sur 7."),
    ("it-IT", "Digitare uno dei numeri. Sei il cliente numero 3."),
    ("pt-BR", "Digite um ramal. Aberto 7 dias por semana."),
    ("nl-NL", "Toets een cijfer. Open van 9 tot 5."),
    ("zh-CN", "如需帮助请按1,销售请按2。"),
    ("", ""),
    ("en-US", "***"),
]


@pytest.mark.parametrize(("tag", "text", "keys"), NAMED)
def test_the_keys_that_callers_are_told_to_press_are_found_in_order(tag, text, keys):
    told = announced(text, tag)
    assert "".join(told.keys) == keys
    assert told.confidence == "high"


@pytest.mark.parametrize(("tag", "text"), NOTHING)
def test_numbers_that_are_no_keys_do_not_count(tag, text):
    told = announced(text, tag)
    assert told.keys == ()
    assert told.confidence != "high"


_NAMES = [
    (tag, " ".join([sorted(language.verbs)[0], word]), key)
    for tag, language in LANGUAGES.items()
    for word, key in language.keys.items()
]


@pytest.mark.parametrize(("tag", "text", "key"), _NAMES)
def test_every_word_for_a_key_is_known_behind_a_verb(tag, text, key):
    assert announced(text, tag).keys == (key,)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_words_for_all_keys(tag):
    assert set(LANGUAGES[tag].keys.values()) == set(PRESSED)


def test_the_sample_announces_its_keys_as_they_are_set():
    rows = json.loads((SAMPLE / "custom_prompt.json").read_text(encoding="utf-8"))
    told = {row["file"]: announced(row["text"], row["language"]) for row in rows if row["text"]}
    assert {file: "".join(one.keys) for file, one in told.items() if one.keys} == {
        "main-menu-en": "12349#0",
        "menu-principal-es": "12390",
        "appointments": "12340*",
        "billing-insurance": "12340*",
        "emergency-en": "123",
        "emergency-es": "123",
        "directions-menu": "1234",
        "labs-partners": "12*",
    }
    assert {one.confidence for one in told.values() if one.keys} == {"high"}
    assert {one.confidence for one in told.values() if not one.keys} == {"none"}


def test_a_key_stands_where_the_text_says_it_and_with_its_words():
    text = "Welcome. For billing and insurance,\npress the 2 key. Press 3 for sales, or hold."
    told = announced(text, "en-US")
    assert [(m.key, text[m.start]) for m in told.mentions] == [("2", "2"), ("3", "3")]
    assert [mention.phrase for mention in told.mentions] == [
        "For billing and insurance, press the 2 key",
        "Press 3 for sales",
    ]
    assert told.mention("3") == told.mentions[1]
    assert told.mention("4") is None


def test_the_words_of_a_key_begin_behind_those_of_the_one_before():
    told = announced("Press 1 for sales, 2 for support or 3 for bills.")
    assert [m.phrase for m in told.mentions] == [
        "Press 1 for sales",
        "2 for support",
        "3 for bills",
    ]


def test_a_sign_that_is_named_and_written_is_one_mention():
    told = announced("Press the star (*) key.")
    assert [mention.key for mention in told.mentions] == ["*"]


def test_a_key_that_is_told_twice_is_one_key_and_two_mentions():
    told = announced("Press 1 to accept. To accept, press 1.")
    assert told.keys == ("1",)
    assert [mention.key for mention in told.mentions] == ["1", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "For help press 1 or stay on the line.",
        "Para ayuda marque 1 o permanezca en la línea.",
        "Für Hilfe drücken Sie die 1 oder bleiben Sie am Apparat.",
        "Pour de l'aide, tapez 1 ou restez en ligne.",
        "Per assistenza premere 1 o rimanga in linea.",
        "Para ajuda digite 1 ou aguarde na linha.",
        "Voor hulp toets 1 of blijf aan de lijn.",
    ],
)
def test_staying_on_the_line_is_told_as_no_key(text):
    told = announced(text)
    assert [mention.key for mention in told.mentions] == ["1", TIMEOUT]
    assert told.keys == ("1",)


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("Press one for sales two for support three for billing", "23"),
        ("For sales press #1, for support press #2.", "#12"),
        ("If you know the extension, enter it and then press pound.", "#"),
        ("Press 1 for directions. Visit us at Harbour Street, 5.", "5"),
        ("Thank you for calling Studio 5. Press 1 for directions.", "5"),
        ("如需帮助请按1,销售请按2。", "12"),
    ],
)
def test_what_may_be_a_key_is_told_apart_from_keys(text, unclear):
    told = announced(text)
    assert told.unclear == set(unclear)
    assert not told.unclear & set(told.keys)


@pytest.mark.parametrize(
    "text",
    [
        "We are open from 8 to 6 and on Sundays until 4. Press 1.",
        "For terminal 2, press 1.",
        "Press 1 for rooms 3 and 4.",
        "Buses 8 and 18 stop here. Press 1.",
        "Your table is held for 7 minutes. Press 1.",
        "Our number is 5 550 142. Press 1.",
        "Drücken Sie die 1. Montags von 8 bis 6 Uhr.",
        "Marque 1. Abrimos de 9 a 2 y a las 5.",
    ],
)
def test_times_amounts_and_rooms_are_not_even_unclear(text):
    told = announced(text)
    assert (told.keys, told.unclear) == (("1",), set())


@pytest.mark.parametrize(
    ("tag", "text", "languages", "confidence", "words"),
    [
        ("en-US", "For sales, press 1.", ("en",), "high", "English"),
        ("en_GB", "For sales, press 1.", ("en",), "high", "English"),
        (None, "For sales, press 1.", ("en",), "high", "English"),
        ("", "Tapez 1 pour les ventes.", ("fr",), "high", "French"),
        ("voice 3", "Kies 1 voor verkoop.", ("nl",), "high", "Dutch"),
        ("en-US", "Für den Verkauf drücken Sie die 1.", ("de",), "low", "set to en-US"),
        ("sv-SE", "For sales, press 1.", ("en",), "low", "set to sv-SE"),
        ("en", "For English, press 1. Para español, marque 2.", ("en", "es"), "high", "Spanish"),
        ("pt-BR", "Para vendas, digite 1.", ("pt",), "high", "Portuguese"),
        ("es-MX", "Para ventas, digite 1.", ("es",), "high", "Spanish"),
        ("en", "For English press 1. Aby mówić po polsku, naciśnij dwa.", ("en",), "low", "part"),
        ("en", "For English, press 1. للعربية اضغط ثلاثة", ("en",), "low", "part"),
        ("en", "Press any key.", (), "low", "no key"),
        ("pl", "Aby rozmawiać po polsku, naciśnij dwa.", (), "none", "no verb"),
        ("en", "Welcome to Harbour Dental.", (), "none", "no verb"),
    ],
)
def test_the_verbs_decide_the_language_and_the_tag_the_confidence(
    tag, text, languages, confidence, words
):
    told = announced(text, tag)
    assert (told.languages, told.confidence) == (languages, confidence)
    assert words in told.why


def test_a_hostile_tag_is_told_short_and_on_one_line():
    told = announced("For sales, press 1.", "es-<b>\n" + "x" * 1000)
    assert told.confidence == "low"
    assert len(told.why) < 100
    assert "\n" not in told.why


def test_prompts_that_follow_each_other_are_told_as_one():
    told = announced_together(
        [
            ("Welcome to Harbour Dental.", "en-US"),
            ("For sales, press 1.", "en-US"),
            ("Para ventas, marque 1. Para soporte, marque 2.", "es-US"),
        ]
    )
    assert told.keys == ("1", "2")
    assert told.languages == ("en", "es")
    assert told.confidence == "high"


@pytest.mark.parametrize(
    ("other", "confidence"),
    [
        (("Para ventas, marque 1.", "en-US"), "low"),
        (("Aby rozmawiać po polsku, naciśnij dwa.", "pl-PL"), "low"),
        (("Welcome.", "en-US"), "high"),
    ],
)
def test_prompts_that_follow_each_other_are_as_sure_as_the_least_sure(other, confidence):
    assert announced_together([("For sales, press 1.", "en"), other]).confidence == confidence


def test_no_prompt_announces_nothing():
    told = announced_together([])
    assert (told.keys, told.confidence) == ((), "none")


_WORDS = sorted(
    {
        word
        for language in LANGUAGES.values()
        for words in (language.verbs, language.fillers, language.joins, language.aims)
        for word in (*words, *language.keys, *language.limits, *language.ranges)
    }
)
_PIECES = st.sampled_from(
    [
        *_WORDS,
        *"0123456789#*,.;-\n",
        "to",
        "or",
        "for",
        "304",
        "8-6",
        "1,2",
        "a.m.",
        "t/m",
        "“",
        "ı",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=60).map(" ".join)), st.text() | st.none())
def test_any_text_is_read(text, tag):
    told = announced(text, tag)
    assert set(told.keys) | told.unclear <= set(PRESSED)
    assert [m.start for m in told.mentions] == sorted(m.start for m in told.mentions)
    assert all(0 <= m.start < len(text) and "\n" not in m.phrase for m in told.mentions)
    assert bool(told.languages) <= (told.confidence != "none")
    assert announced(text, tag) == told


@pytest.mark.parametrize(
    "piece",
    [
        *("press 1 ", "1 ", "1, ", "1", "1-", "1, 2 for ", "press one two or three to four "),
        *("drücken Sie ", "for ", "a.", "a-", ",", ".", "a\u0301", "1,2-3:4/5.", "#*", "$ "),
        "press druk tapez digite 1 ",
    ],
)
def test_a_very_long_text_takes_no_long_time(piece):
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    told = announced(text, "en")
    assert time.process_time() - begin < 3
    assert all(mention.start < LONGEST_TEXT for mention in told.mentions)
    assert told.confidence != "high"


def test_what_stands_behind_the_limit_is_not_read_and_that_is_told():
    told = announced(
        "For sales, press 1. " + "We are glad that you call. " * 5000 + "Press 2.", "en"
    )
    assert told.keys == ("1",)
    assert told.confidence == "low"
    assert f"{LONGEST_TEXT:,}" in told.why


def test_prompts_are_read_without_any_library():
    line = "import sys, flowgraph.analysis.announced; print('networkx' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False"]
