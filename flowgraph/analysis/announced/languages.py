"""The words with which telephone menus name keys, language by language.

All words are written as :func:`~.tokens.folded` gives them: in small letters, without accents. A
word may play several parts; which one it plays is decided by its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .language import Language, Words


def _words(text: str) -> Words:
    return frozenset(text.split())


def _keys(numbers: str, star: str, pound: str) -> dict[str, str]:
    """Give the key of each word; several words for one digit are parted by a slash."""
    found = {w: str(n) for n, same in enumerate(numbers.split()) for w in same.split("/")}
    return found | dict.fromkeys(star.split(), "*") | dict.fromkeys(pound.split(), "#")


def _phrases(rows: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], str]:
    return {tuple(words.split()): key for words, key in rows}


_ENGLISH = Language(
    name="English",
    verbs=_words("press pressing push pushing hit hitting punch tap dial dialing dialling touch"),
    choices=_words("select selecting choose choosing enter entering pick"),
    key_nouns=_words("key keys button buttons"),
    fillers=_words(
        "the a your on phone telephone keypad touchtone touch-tone dialpad number num no digit "
        "numeral key keys button buttons sign symbol option options now please simply just either "
        "both say saying any from of following these below in hold listed only also otherwise"
    ),
    tails=_words(
        "at again when while followed after before once twice as during anytime immediately "
        "instead until first next now please on"
    ),
    joins=_words("or and then"),
    ranges=_words("to through thru until"),
    between=_words("between"),
    aims=_words("for to if when regarding about concerning otherwise should"),
    limits=_words(
        "at from between until till by after before since than over under about around within "
        "every last next to only approximately suite room floor gate unit building channel "
        "terminal line ext extension level"
    ),
    quantities=_words(
        "moment moments minute minutes second seconds hour hours day days week weeks month months "
        "year years time times digit digits letter letters character characters am pm oclock "
        "clock o percent person people agent agents representative representatives operators more "
        "other others another hundred thousand million dollar dollars euro euros pounds cents way "
        "ways thing things step steps business locations nights last"
    ),
    keys=_keys(
        "zero/oh/o/nought one two three four five six seven eight nine",
        "star asterisk",
        "pound hash hashtag octothorpe",
    ),
    vague=_words("one oh o"),
    phrases=_phrases([("number sign", "#"), ("number symbol", "#")]),
    stays=_words("stay staying remain remaining hold wait"),
    lines=_words("line"),
    common=_words(
        "we you our us is are was be been will can have has this that not with thank thanks "
        "welcome hello goodbye calling call sorry"
    ),
)

_SPANISH = Language(
    name="Spanish",
    verbs=_words(
        "marque marca marcar marcando marquen pulse pulsa pulsar pulsando pulsen presione "
        "presiona presionar presionando presionen oprima oprime oprimir oprimiendo digite digita "
        "digitar digitando teclee teclea teclear apriete aprieta apretando"
    ),
    choices=_words(
        "seleccione selecciona seleccionar seleccionando elija elige elegir escoja escoge "
        "introduzca ingrese toque"
    ),
    key_nouns=_words("tecla teclas boton"),
    fillers=_words(
        "el la los las un una unas tecla teclas boton numero num nro digito opcion opciones ahora "
        "por favor en su telefono teclado diga simplemente solo del de desde cualquier usted "
        "signo simbolo siguiente siguientes entre estas"
    ),
    tails=_words(
        "cuando mientras despues antes luego nuevamente otra durante a con seguido ahora por en"
    ),
    joins=_words("o u y e"),
    ranges=_words("a al hasta"),
    between=_words("entre"),
    aims=_words("para si cuando con"),
    limits=_words(
        "a las la de desde hasta entre despues antes cada mas que sala piso sucursal planta "
        "puerta extension interno apartado"
    ),
    quantities=_words(
        "momento momentos minuto minutos segundo segundos hora horas dia dias semana semanas mes "
        "meses ano anos vez veces digitos cifras letras am pm euros pesos dolares personas "
        "agentes ciento cien mil ultimos ultimas primeros primeras"
    ),
    keys=_keys(
        "cero uno dos tres cuatro cinco seis siete ocho nueve",
        "asterisco estrella",
        "almohadilla numeral sostenido gato cuadradillo",
    ),
    vague=_words("uno gato"),
    phrases=_phrases([("signo de numero", "#"), ("signo numeral", "#"), ("tecla de numero", "#")]),
    stays=_words("permanezca permanecer mantengase manten espere esperar aguarde quedese"),
    lines=_words("linea telefono"),
    common=_words(
        "nuestro nuestra nos es son esta ha han gracias bienvenido bienvenidos hola llamar lo "
        "sentimos hablar no se le"
    ),
)

_GERMAN = Language(
    name="German",
    verbs=_words(
        "drucken drucke druckt druecken druecke wahlen wahle wahlt waehlen waehle tippen tippe "
        "betatigen betatige betaetigen"
    ),
    choices=_words("geben"),
    key_nouns=_words("taste tasten"),
    fillers=_words(
        "sie bitte die der das den dem auf ihrem ihrer ihres telefon telefons telefontastatur "
        "tastatur taste tasten ziffer zahl nummer nr option optionen jetzt nun einfach dann "
        "hierfur hierfuer dafur dafuer dazu hierzu eine einer von zu entweder aus folgenden "
        "folgende jeweils nur gleich ebenfalls sagen sonst ansonsten andernfalls"
    ),
    tails=_words(
        "wahrend jederzeit erneut nochmals noch danach gefolgt auch ein zu auf jetzt nun bitte"
    ),
    joins=_words("oder und bzw beziehungsweise sowie"),
    ranges=_words("bis"),
    between=_words("zwischen"),
    aims=_words(
        "fur fuer um wenn falls bei zum zur mochten moechten wollen wunschen wuenschen haben sind "
        "brauchen benotigen sobald andernfalls ansonsten"
    ),
    limits=_words(
        "um von ab bis zwischen nach vor seit als uber ueber unter alle gegen je etwa ca circa "
        "zimmer stock etage raum apparat durchwahl am"
    ),
    quantities=_words(
        "uhr minute minuten sekunde sekunden stunde stunden tag tage tagen woche wochen monat "
        "monate monaten jahr jahre jahren moment augenblick mal prozent euro cent stellen ziffern "
        "personen mitarbeiter kollegen hundert tausend letzten ersten"
    ),
    keys=_keys(
        "null/nulltaste eins zwei/zwo drei vier funf/fuenf sechs sieben acht neun",
        "stern sterntaste stern-taste sternchen sternchentaste asterisk",
        "raute rautetaste raute-taste rautezeichen doppelkreuz gatter hash hashtag",
    ),
    vague=frozenset(),
    phrases={},
    stays=_words("bleiben bleibe bleibt warten warte"),
    lines=_words("leitung apparat dran"),
    common=_words(
        "wir uns unser unsere ist werden wird haben hat mit nicht ich ihr ihre vielen dank "
        "willkommen guten hallo anruf leider im in an ein"
    ),
    is_verb_last=True,
)

_FRENCH = Language(
    name="French",
    verbs=_words(
        "tapez taper tapant tape appuyez appuyer appuyant appuie faites composez composer "
        "composant pressez presser"
    ),
    choices=_words("selectionnez selectionner choisissez choisir saisissez saisir entrez"),
    key_nouns=_words("touche touches bouton"),
    fillers=_words(
        "sur le la les l touche touches chiffre numero num no bouton option options maintenant s "
        "il vous plait svp de d votre telephone clavier simplement du des alors parmi une entre "
        "suivantes suivants dites signe symbole directement soit sinon"
    ),
    tails=_words(
        "a tout lorsque quand pendant apres avant puis immediatement suivi maintenant sur s svp"
    ),
    joins=_words("ou et puis"),
    ranges=_words("a jusqu jusque"),
    between=_words("entre"),
    aims=_words("pour si afin concernant lorsque quand sinon vous en"),
    limits=_words(
        "a de des entre apres avant depuis vers plus jusqu toutes les salle etage porte ligne "
        "poste bureau batiment"
    ),
    quantities=_words(
        "heure heures h minute minutes seconde secondes instant moment jour jours semaine "
        "semaines mois an ans fois chiffres lettres euros euro personnes conseillers cent mille "
        "derniers dernieres premiers premieres"
    ),
    keys=_keys(
        "zero un deux trois quatre cinq six sept huit neuf",
        "etoile asterisque",
        "diese dieze carre hashtag",
    ),
    vague=_words("un neuf carre"),
    phrases={},
    stays=_words("restez rester demeurez patientez patienter attendez gardez"),
    lines=_words("ligne"),
    common=_words(
        "nous notre nos est sont etes avez avec pas ne ce cette bienvenue bonjour merci appel "
        "appeler chez au aux desole parler"
    ),
)

_ITALIAN = Language(
    name="Italian",
    verbs=_words(
        "premere premi prema premete premendo digitare digita digiti digitate digitando comporre "
        "componi componga componete schiacciare schiaccia schiacci"
    ),
    choices=_words(
        "selezionare seleziona selezioni selezionate selezionando scegliere scegli scelga "
        "scegliete inserire inserisca"
    ),
    key_nouns=_words("tasto tasti pulsante"),
    fillers=_words(
        "il lo la l i le un una tasto tasti numero num nr cifra opzione opzioni pulsante ora "
        "adesso favore prego sul sulla sull su del della dell dal dall da al suo telefono "
        "tastiera semplicemente simbolo tra fra seguenti delle direttamente altrimenti"
    ),
    tails=_words("quando mentre dopo prima durante in seguito ora adesso sul sulla"),
    joins=_words("o oppure e ed od poi"),
    ranges=_words("a al ad fino"),
    between=_words("tra fra"),
    aims=_words("per se altrimenti quando"),
    limits=_words(
        "alle dalle le ore da tra fra dopo prima entro ogni piu di sala piano interno all dall "
        "porta ufficio"
    ),
    quantities=_words(
        "minuto minuti secondo secondi ore giorno giorni settimana settimane mese mesi anno anni "
        "volta volte cifre lettere attimo momento euro persona persone operatori cento mila "
        "ultimi ultime primi prime"
    ),
    keys=_keys(
        "zero uno due tre quattro cinque sei sette otto nove",
        "asterisco stella stelletta",
        "cancelletto diesis hashtag",
    ),
    vague=_words("uno sei"),
    phrases={},
    stays=_words("resti resta restare rimanga rimani rimanere rimanete attenda attendere attendi"),
    lines=_words("linea"),
    common=_words(
        "noi nostro nostra nostri che e sono siamo con non questo questa grazie benvenuti "
        "buongiorno chiamata chiamare parlare ci si gli"
    ),
)

_PORTUGUESE = Language(
    name="Portuguese",
    verbs=_words(
        "digite digita digitar digitando tecle teclar pressione pressionar pressionando aperte "
        "apertar marque marcar disque discar prima carregue premir"
    ),
    choices=_words("selecione selecionar seleccione escolha escolher insira introduza"),
    key_nouns=_words("tecla teclas botao"),
    fillers=_words(
        "o a os as na no em uma das tecla teclas botao numero num digito opcao opcoes agora por "
        "favor do da de seu telefone teclado apenas simplesmente pelo pela entao qualquer sinal "
        "simbolo seguintes seguir entre"
    ),
    tails=_words("quando enquanto depois antes durante novamente ao seguido agora por no na"),
    joins=_words("ou e"),
    ranges=_words("a ao ate"),
    between=_words("entre"),
    aims=_words("para se caso quando senao"),
    limits=_words(
        "as das de entre ate apos antes depois cada mais que sala andar desde ramal loja piso"
    ),
    quantities=_words(
        "minuto minutos segundo segundos hora horas h dia dias semana semanas mes meses ano anos "
        "vez vezes digitos letras momento instante am pm reais euros pessoas atendentes cento mil "
        "ultimos ultimas primeiros primeiras"
    ),
    keys=_keys(
        "zero um dois/duas tres quatro cinco seis sete oito nove",
        "asterisco estrela",
        "cerquilha sustenido cardinal hashtag tralha",
    ),
    vague=_words("um cardinal"),
    phrases=_phrases([("jogo da velha", "#")]),
    stays=_words("permaneca mantenha-se mantenha fique aguarde aguardar espere continue"),
    lines=_words("linha"),
    common=_words(
        "nos nosso nossa nao com que esta sao voce obrigado obrigada bem-vindo bem-vindos ola "
        "ligar ligacao falar um"
    ),
)

_DUTCH = Language(
    name="Dutch",
    verbs=_words(
        "toets toetst toetsen druk drukt drukken indrukken intoetsen kies kiest kiezen typ tik"
    ),
    choices=_words("selecteer selecteert voer"),
    key_nouns=_words("toets toetsen knop"),
    fillers=_words(
        "u op de het toets toetsen cijfer nummer nr optie opties knop nu alstublieft aub dan uw "
        "telefoon toetsenbord te gewoon van uit volgende onderstaande zeg in hiervoor daarvoor "
        "anders"
    ),
    tails=_words("opnieuw tijdens daarna gevolgd meteen direct ook nu op te alstublieft"),
    joins=_words("of en danwel"),
    ranges=_words("tot tm met"),
    between=_words("tussen"),
    aims=_words("voor om als indien bij wilt wanneer heeft bent anders belt"),
    limits=_words(
        "om van tot tussen na voor sinds per elke meer dan vanaf kamer verdieping lijn toestel rond"
    ),
    quantities=_words(
        "uur minuut minuten seconde seconden dag dagen week weken maand maanden jaar keer cijfers "
        "letters moment ogenblik euro personen medewerkers honderd duizend laatste eerste"
    ),
    keys=_keys(
        "nul een twee drie vier vijf zes zeven acht negen",
        "ster sterretje stertoets sterretjestoets sterretjes asterisk",
        "hekje hekjestoets hekje-toets hash hashtag",
    ),
    vague=_words("een"),
    phrases={},
    stays=_words("blijf blijft blijven wacht wachten"),
    lines=_words("lijn"),
    common=_words(
        "wij we ons onze is zijn niet met dit deze dank welkom goedendag hallo bellen spreken "
        "bedankt helaas"
    ),
    is_verb_last=True,
)

#: By the first part of a language tag; where two fit a text alike, the earlier one counts.
LANGUAGES: Mapping[str, Language] = {
    "en": _ENGLISH,
    "es": _SPANISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
}
