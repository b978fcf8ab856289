"""What news_trees.py builds its sentences of: words and phrases, names out of the knowledge, verbs sorted by what they govern and their forms."""
import collections, glob, os, random, re, sys

knowledge, treebanks, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
R = random.Random(seed)


# ---- words and trees ----
class Word:
    __slots__ = "form lemma upos feats head rel glued".split()

    def __init__(self, form, upos, lemma=None, feats=None):
        self.form, self.upos, self.lemma = form, upos, lemma or (form if upos in ("PROPN", "PUNCT") else form.lower())
        self.feats = feats or common.get((form.lower(), upos)) or DEFAULT.get(upos, "_")
        self.head = self.rel = None
        self.glued = False  # to the word before


class Phrase:
    def __init__(self, words, head):
        self.words, self.head = words, head


DEFAULT = {"NOUN": "Number=Sing", "PROPN": "Number=Sing", "ADJ": "Degree=Pos", "NUM": "NumForm=Word|NumType=Card"}
common = {}
in_names = {}  # "National": "amod" or "compound"


def learn_features():
    seen = collections.defaultdict(collections.Counter)
    parts = collections.defaultdict(collections.Counter)
    for name in ("ewt-train.conllu", "gum-train.conllu"):
        for line in open(os.path.join(treebanks, name), encoding="utf-8"):
            field = line.split("\t")
            if len(field) == 10 and field[3] in ("DET", "PRON", "ADP", "SCONJ", "PART", "ADV", "CCONJ", "NUM"):
                seen[field[1].lower(), field[3]][field[5]] += 1
            elif len(field) == 10 and field[1][0].isupper() and field[4].startswith("NNP") and field[7] in ("amod", "compound"):
                parts[field[1]][field[7]] += 1
    for key, feats in seen.items():
        common[key] = feats.most_common(1)[0][0]
    for form, rels in parts.items():
        in_names[form] = rels.most_common(1)[0][0]


def w(form, upos, lemma=None, feats=None):
    word = Word(form, upos, lemma, feats)
    return Phrase([word], word)


def join(left, head, right=()):
    """A phrase around its head; left and right are (phrase, relation) pairs in order."""
    words = []
    for phrase, rel in left:
        phrase.head.head, phrase.head.rel = head.head, rel
        words += phrase.words
    words += head.words
    for phrase, rel in right:
        phrase.head.head, phrase.head.rel = head.head, rel
        words += phrase.words
    return Phrase(words, head.head)


def punct(mark, glued=True):
    p = w(mark, "PUNCT")
    p.head.glued = glued
    return p


def after(phrase, mark=","):
    """A mark that closes the phrase and hangs on its head."""
    return join([], phrase, [(punct(mark), "punct")])


def between(phrase):
    """The phrase between two commas."""
    return join([(punct(","), "punct")], phrase, [(punct(","), "punct")])


def opened(phrase):
    return join([(punct(","), "punct")], phrase)


def quoted(phrase):
    marks = R.choice(["\u201c\u201d", '""'])
    first, last = punct(marks[0], False), punct(marks[1])
    phrase.words[0].glued = True
    return join([(first, "punct")], phrase, [(last, "punct")])


def pick(*weighted):
    total = sum(weight for weight, _ in weighted)
    at = R.random() * total
    for weight, what in weighted:
        at -= weight
        if at < 0:
            return what
    return weighted[-1][1]


def adp(form, upos="ADP"):
    parts = form.split()
    if form in ("according to", "because of", "instead of", "such as"):
        first = w(parts[0], {"according": "VERB", "because": "ADP", "instead": "ADV", "such": "ADJ"}[parts[0]], {"according": "accord"}.get(parts[0]),
                  {"according": "Tense=Pres|VerbForm=Part"}.get(parts[0]))
        return join([], first, [(w(parts[1], "ADP"), "fixed")])
    return w(form, upos)


def pp(preposition, np):
    if len(np.words) == 1 and np.head.form in OBJECTS:
        np.head.form = OBJECTS[np.head.form]
        np.head.feats = common.get((np.head.form, "PRON"), np.head.feats)
    return join([(adp(preposition), "case")], np)


PRONOUNS = [("he", "Sing"), ("she", "Sing"), ("they", "Plur"), ("it", "Sing"), ("we", "Plur")]
OBJECTS = {"he": "him", "she": "her", "they": "them", "it": "it", "we": "us"}


# ---- names ----
ADJECTIVE = re.compile(r"^(United|National|Democratic|Islamic|International|European|Social|Popular|Federal|Central|Supreme|Constitutional|Revolutionary|Patriotic|Military|"
                       r"Foreign|Interior|New|Free|Christian|Communist|Socialist|Liberal|Conservative|Progressive|Armed|Special|Northern|Southern|Eastern|Western|Royal|Saudi|Republican|Nuclear|"
                       r"\w+(?:ian|ese|ish|ional|ical|ary))$")


def fields(path):
    for line in open(path, encoding="utf-8"):
        line = re.sub(r"\s+#.*", "", line.strip())
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split(" ; ")]


def split_names(text):
    return [name.strip() for name in text.split(" | ") if name.strip()]


countries, adjectives, peoples, capitals, persons, bodies, cities, places = [], [], [], [], [], [], [], []
WITH_THE = re.compile(r"^(United|Philippines|Netherlands|Gambia|Maldives|Bahamas|US$|U\.S\.$|Czech Republic|Central African|Dominican Republic|Soviet|Democratic Republic)")


def read_names():
    for f in fields(os.path.join(knowledge, "actors", "countries.txt")):
        names = split_names(f[0])
        for name in names[:1] + [n for n in names if n in ("US", "UK", "Britain", "U.S.")]:
            if re.fullmatch(r"[A-Za-z' .-]+", name) and len(name.split()) <= 3 and "-" not in name:
                countries.append(name)
        for part in f[2:]:
            kind, _, rest = part.partition(" ")
            if kind == "adj":
                adjectives.extend(a for a in split_names(rest) if len(a.split()) == 1)
            elif kind == "people":
                peoples.extend(p for p in split_names(rest) if len(p.split()) == 1 and p.endswith("s"))
            elif kind == "capital":
                capitals.extend(c for c in split_names(rest) if re.fullmatch(r"[^\W\d_]+", c))
    countries.append("U.S.")
    for path in sorted(glob.glob(os.path.join(knowledge, "actors", "people", "*.txt"))):
        for f in fields(path):
            title = re.match(r"[A-Z]{3} [A-Z]{3} ([a-z][a-z ]+?) [\d.]", f[2]) if len(f) > 2 else None
            for name in split_names(f[0])[:2]:
                if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,3}", name):
                    persons.append((name, title[1] if title else "", f[1]))
    for name in ("bodies.txt", "groups.txt", "agencies.txt"):
        for f in fields(os.path.join(knowledge, "actors", name)):
            for form in split_names(f[0])[:3]:
                if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){0,5}", form) and form[0].isupper() and not re.search(r" [a-z]{4,}", form):
                    bodies.append(form)
    for path in sorted(glob.glob(os.path.join(knowledge, "places", "*.txt"))):
        for f in fields(path):
            kind = f[-1]
            for form in split_names(f[0])[:1]:
                if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)?", form) and form[0].isupper():
                    if kind in ("capital", "city", "town"):
                        cities.append(form)
                    elif kind in ("region",):
                        places.append(form)


def compound_name(parts):
    """Words of a name without prepositions, the last its head."""
    if parts[0] in ("Sri", "Burkina", "El", "San", "Costa", "Puerto", "Al", "Abu", "Santa", "Los", "Las", "Saint"):
        return join([], w(parts[0], "PROPN"), [(w(p, "PROPN"), "flat") for p in parts[1:]])
    if "and" in parts:
        at = parts.index("and")
        second = join([(w("and", "CCONJ"), "cc")], compound_name(parts[at + 1:]))
        return join([], compound_name(parts[:at]), [(second, "conj")])
    left = [(w(p, "ADJ", p, "Degree=Pos"), "amod") if in_names.get(p, "amod" if ADJECTIVE.match(p) else "compound") == "amod" else (w(p, "PROPN"), "compound") for p in parts[:-1]]
    last = parts[-1]
    plural = last in ("Nations", "States", "Forces", "Brigades", "Emirates", "Islands", "Tigers") or False
    return join(left, w(last, "PROPN", last.rstrip("s") if plural else last, "Number=Plur" if plural else "Abbr=Yes|Number=Sing" if last.isupper() and 1 < len(last) < 6 else "Number=Sing"))


def long_name(name):
    parts = name.split()
    for i in range(1, len(parts) - 1):
        if parts[i] in ("of", "for", "in", "on", "to", "against"):
            rest = parts[i + 1:]
            the = [(w("the", "DET"), "det")] if rest[0] == "the" and len(rest) > 1 else []
            inner = join([(w(parts[i], "ADP"), "case")] + the, long_name(" ".join(rest[1:] if the else rest)))
            return join([], compound_name(parts[:i]), [(inner, "nmod")])
    return compound_name(parts)


def with_the(phrase):
    return join([(w("the", "DET"), "det")], phrase)


def country():
    name = R.choice(countries)
    phrase = compound_name(name.split())
    if name == "U.S.":
        phrase.head.feats = "Abbr=Yes|Number=Sing"
    return with_the(phrase) if WITH_THE.match(name) and (name not in ("US", "U.S.") or R.random() < 0.5) else phrase


def city():
    return compound_name(R.choice(cities if R.random() < 0.7 else capitals).split())


def person_name(name):
    parts = name.split()
    return join([], w(parts[0], "PROPN"), [(w(p, "PROPN"), "flat") for p in parts[1:]])


def organisation():
    name = R.choice(bodies)
    phrase = long_name(name)
    if name.isupper() and len(name) <= 4 and R.random() < 0.3:
        phrase.words[0].form = ".".join(name) + "."
        phrase.words[0].lemma = phrase.words[0].form
    return with_the(phrase) if len(name.split()) > 1 and R.random() < 0.85 or name.isupper() and R.random() < 0.4 else phrase


TITLES = """president;prime minister;foreign minister;defence minister;defense minister;interior minister;foreign secretary;secretary of state;vice president;chancellor;general;
envoy;ambassador;senator;army chief;spokesman;spokeswoman;opposition leader;rebel leader;deputy minister;governor;mayor;commander;lawmaker;king;premier;chief;leader;judge;prosecutor;activist;
party leader;finance minister;special envoy;police chief;minister;captain;colonel;secretary-general;diplomat""".replace("\n", "").split(";")
TITLES = [t for t in TITLES if "-" not in t]


def noun(form, number="Sing", lemma=None):
    return w(form, "NOUN", lemma or singular(form) if number == "Plur" else form, "Number=" + number)


def singular(form):
    return {"people": "people", "men": "man", "women": "woman", "children": "child", "police": "police", "troops": "troop", "forces": "force", "authorities": "authority",
            "countries": "country", "companies": "company", "parties": "party", "allies": "ally", "enemies": "enemy", "bodies": "body", "cities": "city", "families": "family",
            "charges": "charge", "missiles": "missile", "villages": "village", "bases": "base", "offices": "office", "houses": "house", "vehicles": "vehicle", "hostages": "hostage",
            "refugees": "refugee", "measures": "measure", "injuries": "injury", "embassies": "embassy", "militias": "militia", "spokesmen": "spokesman", "gunmen": "gunman",
            "fishermen": "fisherman", "clashes": "clash", "speeches": "speech", "thousands": "thousand"}.get(form) or (form[:-3] + "y" if form.endswith("ies") else form[:-1] if form.endswith("s") else form)


def title(capital):
    words = R.choice(TITLES).split()
    if "of" in words:
        head = w(words[0].capitalize(), "PROPN", words[0].capitalize()) if capital else noun(words[0])
        last = w("State", "PROPN") if capital else noun("state")
        return join([], head, [(join([(w("of", "ADP"), "case")], last), "nmod")])
    left = []
    for word in words[:-1]:
        form = word.capitalize() if capital else word
        if word in ("foreign", "prime", "interior", "special"):
            left.append((w(form, "ADJ", form, "Degree=Pos"), "amod"))
        else:
            left.append(((w(form, "PROPN") if capital else noun(form)), "compound"))
    form = words[-1].capitalize() if capital else words[-1]
    return join(left, w(form, "PROPN") if capital else noun(form))


def adjective(form):
    return w(form, "ADJ", form, "Degree=Pos")


# ---- verbs ----
IRREGULAR = {}
for line in """be was been;begin began begun;break broke broken;bring brought;build built;buy bought;catch caught;come came come;cut cut;deal dealt;drive drove driven;fall fell fallen;feel felt;fight fought;find found;
flee fled;fly flew flown;forbid forbade forbidden;free freed;get got;give gave given;go went gone;hear heard;hit hit;hold held;keep kept;know knew known;lay laid;lead led;leave left;lose lost;make made;mean meant;
meet met;overthrow overthrew overthrown;pay paid;put put;read read;run ran run;say said;see saw seen;seek sought;sell sold;send sent;set set;shoot shot;shut shut;spend spent;spread spread;stand stood;steal stole stolen;
strike struck;swear swore sworn;sweep swept;take took taken;tell told;think thought;throw threw thrown;understand understood;uphold upheld;win won;withdraw withdrew withdrawn;withhold withheld;write wrote written;
undertake undertook undertaken;foresee foresaw foreseen;rise rose risen;sink sank sunk;bear bore borne;beat beat beaten;blow blew blown;bid bid;quit quit;split split;let let;oversee oversaw overseen""".replace("\n", "").split(";"):
    p = line.split()
    IRREGULAR[p[0]] = (p[1], p[2] if len(p) > 2 else p[1])
DOUBLE = "occur acquit ban bar stop plan refer expel compel rebel deter cancel control signal travel admit commit permit submit transfer plot grab jam drop strip trap rob stab ship rip pin step wrap scrap hit cut put set shut get let run begin quit split bid sit win".split()


def stem_end(lemma):
    return lemma + lemma[-1] if lemma in DOUBLE else lemma


def past(lemma):
    if lemma in IRREGULAR:
        return IRREGULAR[lemma][0]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return stem_end(lemma) + "ed"


def participle(lemma):
    return IRREGULAR[lemma][1] if lemma in IRREGULAR else past(lemma)


def gerund(lemma):
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying", lemma
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return lemma[:-1] + "ing", lemma
    return stem_end(lemma) + "ing", lemma


def third(lemma):
    if lemma in ("have", "be", "do", "go"):
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[lemma]
    if lemma.endswith(("s", "x", "ch", "sh", "z")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


TRANSITIVE = """attack bomb shell storm raid ambush target strike hit kill wound injure murder assassinate execute behead shoot arrest detain seize capture abduct kidnap hijack release free expel deport ban bar
block blockade besiege occupy invade annex enter leave cross reach retake recapture liberate defend protect destroy damage demolish burn sink down intercept repel repulse surround encircle
criticise criticize condemn denounce slam blast rebuke deplore attack accuse sue charge indict convict sentence jail imprison acquit pardon try investigate question summon interrogate
support back endorse praise welcome hail applaud recognise recognize ratify sign approve adopt reject refuse dismiss oppose veto deny rebuff spurn ignore violate breach break
demand seek request propose offer pledge promise announce declare impose lift ease suspend halt stop end cancel postpone resume restore sever cut freeze reduce downgrade tighten
deploy mobilise mobilize station reinforce withdraw evacuate test launch fire conduct hold stage begin start continue complete open close shut shut join boycott disrupt disperse
meet visit host receive greet call contact consult brief urge warn threaten help assist aid fund finance train arm equip supply deliver provide donate send ship share give grant
lead head command oversee monitor observe inspect search control patrol guard secure police escort rescue shelter feed buy sell export import build develop expand cut use
discuss negotiate mediate broker sponsor draft pass repeal amend hamper cripple disable hack censor jam shut blame mourn elect appoint dismiss sack oust topple overthrow replace remove
purge persecute torture beat rape harass intimidate disarm dismantle abandon renounce honour honor observe respect""".split()
TRANSITIVE = [v for v in TRANSITIVE if v not in ("accuse", "shut")]
BARE = """attack withdraw resign march respond retaliate agree refuse surrender flee escape return arrive leave protest die retreat advance protest vote meet talk object collapse fall react gather quit invade
win lose fight act fail wait demonstrate strike defect appeal testify""".split()
PREPOSITIONAL = """withdraw:from pull:out arrive:in travel:to go:to return:to fly:to meet:with talk:to speak:with agree:to agree:on clash:with fight:against march:on gather:in protest:against demonstrate:against rally:for
appeal:for call:for react:to respond:to reply:to cooperate:with negotiate:with collaborate:with work:with side:with apologise:for apologize:to retaliate:against advance:on flee:to retreat:from escape:from resign:from
vote:for vote:against campaign:for push:for press:for cross:into break:into fire:on shoot:at open:on surrender:to defect:to refer:to insist:on participate:in join:in engage:in succeed:in comply:with object:to
consult:with confer:with trade:with deal:with interfere:in intervene:in invest:in complain:about lie:about rule:on preside:over stand:by look:into crack:on pull:from move:into stay:in remain:in""".split()
PREPOSITIONAL = [tuple(v.split(":")) for v in PREPOSITIONAL if not v.startswith(("pull:out", "open:on", "crack:on"))]
PARTICLES = """carry:out shut:down break:up set:up call:off hand:over shoot:down seal:off blow:up pull:out round:up give:up turn:back push:back cut:off back:up put:down take:over rule:out step:up send:back turn:down lay:down""".split()
PARTICLES = [tuple(v.split(":")) for v in PARTICLES]
WITH_PP = """impose sanctions:on fire missiles:at deploy troops:to send aid:to supply weapons:to provide:with supply:with accuse:of blame:for charge:with sentence:to deport:to ban:from bar:from block:from expel:from free:from
transfer:to hand:to extradite:to give:to deliver:to sell:to invite:to recall:from withdraw:from thank:for praise:for criticise:for condemn:for warn:of warn:about link:to use:against file:against mount:against launch:against
open:on hold:with sign:with discuss:with share:with exchange:with break:with cut:with suspend:with restore:with resume:with move:to arrest:for detain:for jail:for summon:to fine:for denounce:as hail:as describe:as""".split("\n")
WITH_PP = [tuple(v.rsplit(":", 1)) for v in " ".join(WITH_PP).split() if ":" in v and v.split(":")[0] not in ("sanctions", "missiles", "troops", "aid", "weapons")]
SAYING = "say say say say announce claim warn insist add tell_reporters report confirm allege argue believe declare deny admit acknowledge state stress maintain promise vow hope fear suggest".split()
RAISED = "report believe say expect allege think suspect know estimate rumour".split()
READY = "ready due likely set able unable willing unwilling unlikely prepared eager reluctant".split()
CONTROL = "refuse agree plan want vow decide threaten begin continue try promise pledge offer seek attempt prepare intend hope fail move choose start".split()
OBJECT_CONTROL = "urge ask order tell force allow persuade press invite help encourage authorise instruct warn beg expect pressure".split()
GERUND_VERBS = "begin start stop continue consider deny suggest avoid".split()
LIGHT = """carry_out:attack:on launch:attack:on launch:offensive:against hold:talks:with sign:agreement:with reach:agreement:with declare:war:on impose:ban:on begin:crackdown:on open:investigation:into conduct:exercises:with
mount:operation:against stage:protest:against lodge:complaint:against file:lawsuit:against make:visit:to pay:visit:to express:concern:about voice:support:for take:part:in take:control:of lay:siege:to
put:pressure:on place:embargo:on lift:embargo:on break:ties:with cut:ties:with restore:relations:with give:support:to offer:help:to send:message:to issue:warning:to issue:statement:on deliver:blow:to
conduct:raids:in launch:strikes:on fire:rockets:at fire:missiles:at fire:shots:at open:fire:on deploy:troops:to send:troops:to send:aid:to provide:aid:to lead:delegation:to hold:meeting:with hold:rally:in""".split()
NO_ARTICLE = "talks war exercises concern support part control siege pressure ties relations raids strikes rockets missiles shots fire troops aid help".split()
