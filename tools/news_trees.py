#!/usr/bin/env python3
"""Sentences as newspapers build them, with their trees: news_trees.py KNOWLEDGE TREEBANKS SENTENCES SEED > news-train.conllu

The treebanks have few reports of war and diplomacy. This grammar of ours builds such sentences out of the names and roles of KNOWLEDGE
and out of verbs sorted by what they govern, and knows the tree of each because it built it (UD 2.16, as EWT and GUM annotate). What they
say is chance. Features of small words are taken from EWT and GUM in TREEBANKS.
"""
import sys

from news_words import *


# ---- nouns ----
GROUPS = """troops soldiers police forces officials authorities rebels militants protesters demonstrators workers students teachers lawmakers diplomats officers gunmen insurgents fighters
guerrillas activists prosecutors civilians villagers refugees migrants prisoners residents journalists leaders ministers opponents supporters farmers settlers separatists commandos peacekeepers
inspectors warships jets warplanes helicopters tanks planes drones militias allies negotiators hackers farmers fishermen miners doctors""".split()
BODY = """government army military police parliament navy court opposition president ministry embassy union coast guard cabinet party regime junta council leadership militia delegation""".replace("coast guard", "coastguard").split()
PERSONS = """spokesman spokeswoman minister official general diplomat lawmaker commander soldier officer judge activist journalist leader envoy policeman prosecutor senator politician cleric bomber
gunman protester negotiator adviser captain lawyer critic analyst witness""".split()
KINDS = "government army police military opposition party union rebel security border defence intelligence state army navy court tribal student labour human peace church trade refugee aid".split()
THINGS = """attack plan law decision report agreement ceasefire deal proposal bill programme convoy checkpoint base village town camp airport prison bridge building road border weapon missile bomb truck
ship plane tanker pipeline statement demand threat resolution treaty summit meeting visit election referendum vote campaign offensive operation strike rally protest march embargo blockade curfew ban
sanction package budget reform project contract loan investigation inquiry trial sentence verdict charge claim allegation accusation offer request invitation policy stance role presence position
province island region city site power plant factory hospital school church mosque embassy consulate office house car rocket shell drone helicopter tank reactor facility test launch exercise drill
mission patrol raid siege truce accord pact process talks dialogue border crossing""".replace("power plant", "plant").replace("border crossing", "crossing").split()
PLURAL_THINGS = """attacks plans talks weapons missiles rockets bombs vehicles hostages prisoners charges sanctions measures reforms elections clashes villages houses cars offices bases drones tanks positions
reports demands threats proposals concessions exports imports ties relations tensions efforts operations raids strikes protests rights supplies restrictions arms concerns calls claims allegations""".split()
QUALITY = """new military nuclear political joint major illegal peaceful local foreign senior former armed high-level economic humanitarian regional bilateral strategic heavy immediate
independent public violent ongoing planned key top disputed northern southern eastern western recent possible urgent presidential parliamentary diplomatic civilian large small unprecedented
second third largest biggest main""".replace("high-level ", "").split()
TIME_NOUN = "attack war election coup talks meeting summit clashes explosion protests vote ceasefire invasion raid visit earthquake shooting crackdown".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
NUMBERS = "two three four five six seven eight ten twelve fifteen twenty".split()


def people_noun():
    form = R.choice(GROUPS)
    return w(form, "NOUN", singular(form), "Number=Sing" if form == "police" else "Number=Plur")


def number():
    if R.random() < 0.4:
        return w(R.choice(NUMBERS), "NUM", None, "NumForm=Word|NumType=Card")
    n = R.choice([R.randint(2, 99), R.randint(100, 999), R.randint(1, 90) * 1000])
    return w(f"{n:,}", "NUM", str(n), "NumForm=Digit|NumType=Card")


def more_than():
    return join([], w("more", "ADJ", "more", "Degree=Cmp"), [(w("than", "ADP"), "fixed")])


def amount_of():
    """'$4 million in aid', 'more than 300 square miles', '20 villages': what is given, taken or lost"""
    if R.random() < 0.55:
        money = w("$", "SYM", "$", "_")
        size = join([(w(str(R.randint(2, 900)), "NUM", None, "NumForm=Digit|NumType=Card"), "compound")], w(R.choice(["million", "billion"]), "NUM")) if R.random() < 0.8 else \
            w(f"{R.randint(1, 900) * 1000:,}", "NUM", None, "NumForm=Digit|NumType=Card")
        size.words[0].glued = True
        money = join([(more_than() if R.random() < 0.6 else w(R.choice(["about", "nearly", "some"]), "ADV"), "advmod")] if R.random() < 0.3 else [], money, [(size, "nummod")])
        if R.random() < 0.4:
            money = join([], money, [(pp("in", join([(w(R.choice(["military", "economic", "humanitarian", "emergency"]), "ADJ"), "amod")], noun(R.choice(["aid", "assistance", "help"])))), "nmod")])
        return money
    unit = R.choice([lambda: join([(w("square", "ADJ"), "amod")], noun(R.choice(["miles", "kilometres"]), "Plur")), lambda: noun(R.choice(["villages", "tons", "tonnes", "kilometres", "acres", "seats", "tanks", "lorries", "blankets"]), "Plur")])()
    if R.random() < 0.35:
        unit = join([], unit, [(pp("of", noun(R.choice(["territory", "land", "grain", "food", "oil", "wheat", "medicine"]))), "nmod")])
    return join([(join([(more_than(), "advmod")], number()) if R.random() < 0.3 else join([(w("about", "ADV"), "advmod")], number()) if R.random() < 0.3 else number(), "nummod")], unit)


AMOUNT_VERBS = "give pledge provide contribute donate send lend grant offer promise spend raise seize capture regain lose gain receive allocate cede retake control take demand owe pay".split()


def counted(what):
    """'3,000 troops', 'at least two people', 'dozens of protesters', 'tens of thousands of people'"""
    kind = R.random()
    if kind < 0.45:
        return join([(number(), "nummod")], what)
    if kind < 0.65:
        amount, sort = number(), R.random()
        if sort < 0.5:
            least = join([(w("at", "ADP"), "case")], w("least", "ADJ", "least", "Degree=Sup"))
            amount = join([(least, "nmod")], amount)
        elif sort < 0.8:
            amount = join([(w(R.choice(["about", "some", "nearly", "around", "almost"]), "ADV"), "advmod")], amount)
        else:
            amount = join([(more_than(), "advmod")], amount)
        return join([(amount, "nummod")], what)
    many = noun(R.choice(["dozens", "hundreds", "thousands", "scores"]), "Plur")
    if kind < 0.75:
        return join([], noun("tens", "Plur", "ten"), [(join([(w("of", "ADP"), "case")], join([], noun("thousands", "Plur", "thousand"), [(pp("of", what), "nmod")])), "nmod")])
    if kind < 0.8:
        return join([(w("a", "DET"), "det")], noun("group"), [(pp("of", what), "nmod")])
    return join([], many, [(pp("of", what), "nmod")])


def abbreviation():
    letters = "".join(R.choice("ABCDEFGHIKLMNPRSTU") for _ in range(R.randint(3, 5)))
    return w(letters, "PROPN", letters, "Abbr=Yes|Number=Sing")


def possessive(phrase):
    s = w("'s", "PART")
    s.head.glued = True
    return join([], phrase, [(s, "case")])


def sided():
    """'US-backed', 'Paris-based'"""
    verb, lemma = R.choice([("backed", "back"), ("led", "lead"), ("based", "base"), ("controlled", "control"), ("held", "hold"), ("trained", "train"), ("allied", "ally"), ("occupied", "occupy"), ("brokered", "broker")])
    by = country() if R.random() < 0.7 else w(R.choice([b for b in bodies if b.isupper()]), "PROPN")
    if len(by.words) > 1:
        by = w("US", "PROPN", None, "Abbr=Yes|Number=Sing")
    hyphen, word = punct("-"), w(verb, "VERB", lemma, "Tense=Past|VerbForm=Part|Voice=Pass")
    hyphen.head.head, hyphen.head.rel = by.head, "punct"
    word.head.glued = True
    return join([(Phrase(by.words + hyphen.words, by.head), "obl:unmarked")], word)


def national(head):
    """An adjective of a country before a noun, at times two, or its possessive."""
    if R.random() < 0.7:
        left = [(sided(), "amod")] if R.random() < 0.08 else [(adjective(R.choice(adjectives)), "amod")]
        if R.random() < 0.08 and left[0][0].head.upos == "ADJ":
            left[0] = (join([], left[0][0], [(join([(w("and", "CCONJ"), "cc")], adjective(R.choice(adjectives))), "conj")]), "amod")
        return join(left, head)
    return join([(possessive(country()), "nmod:poss")], head)


def body(definite=True):
    form = R.choice(BODY)
    head = noun(form)
    if R.random() < 0.25:
        head = join([(noun(R.choice(KINDS)), "compound")], noun(R.choice(["party", "ministry", "council", "court", "group", "agency", "service", "committee", "force", "commission"])))
    kind = R.random()
    if kind < 0.4:
        return with_the(join([(adjective(R.choice(adjectives)), "amod")], head))
    if kind < 0.6:
        return join([(possessive(country()), "nmod:poss")], head)
    if kind < 0.8:
        return with_the(join([], head, [(pp("of", country()), "nmod")])) if R.random() < 0.4 else with_the(head)
    if kind < 0.9:
        return join([(w("its", "PRON"), "nmod:poss")], head)
    order = [(join([(w("second", "ADV"), "advmod")], w("largest", "ADJ", "large", "Degree=Sup")), "amod")] if R.random() < 0.5 else [(w("main", "ADJ"), "amod")]
    named = join(order + [(noun("opposition"), "compound")], noun("party"))
    named = join([(possessive(with_the(noun("country")) if R.random() < 0.5 else country()), "nmod:poss")], named)
    return join([], named, [(between(with_the(abbreviation()) if R.random() < 0.6 else organisation()), "appos")])


def pronoun(objective=False):
    form, number_ = R.choice(PRONOUNS)
    return w(OBJECTS[form] if objective else form, "PRON", form), number_


def described_person(depth):
    kind = R.random()
    name, _, _ = R.choice(persons)
    if kind < 0.3:  # Turkish Foreign Minister X, Turkey's Foreign Minister X
        desc = title(True)
        left = [(desc, "nmod:desc")]
        if R.random() < 0.7:
            if R.random() < 0.7:
                desc = join([(adjective(R.choice(adjectives)), "amod")], desc)
                left = [(desc, "nmod:desc")]
            else:
                left = [(possessive(country()), "nmod:poss"), (desc, "nmod:desc")]
        return join(left, person_name(name))
    if kind < 0.4:  # opposition leader X
        desc = title(False)
        return join([(desc, "nmod:desc")], person_name(name))
    if kind < 0.55:
        return person_name(name)
    if kind < 0.65:
        return w(name.split()[-1], "PROPN")
    if kind < 0.8:  # X, the Turkish foreign minister,
        desc = title(False)
        desc = with_the(join([(adjective(R.choice(adjectives)), "amod")], desc)) if R.random() < 0.5 else join([(possessive(country()), "nmod:poss")], desc)
        return join([], person_name(name), [(between(desc), "appos")])
    desc = title(False)  # the Turkish foreign minister, X,
    desc = with_the(join([(adjective(R.choice(adjectives)), "amod")], desc)) if R.random() < 0.5 else join([(possessive(country()), "nmod:poss")], desc)
    return join([], desc, [(between(person_name(name)), "appos")])


def a(phrase):
    first = phrase.words[0].form
    return join([(w("an" if first[0].lower() in "aeiou" else "a", "DET", "a", "Definite=Ind|PronType=Art"), "det")], phrase)


def actor(depth=1):
    """(phrase, number)"""
    kind = R.random()
    if kind < 0.13:
        return country(), "Sing"
    if kind < 0.25:
        return body(), "Sing"
    if kind < 0.36:
        group = national(people_noun())
        group = counted(group) if R.random() < 0.25 else group
        return extended(group, depth), "Plur"
    if kind < 0.56:
        return described_person(depth), "Sing"
    if kind < 0.65:
        if R.random() < 0.12:  # "the group that kidnapped the engineers"
            return extended(with_the(noun(R.choice(["group", "party", "movement", "gang", "man", "woman", "officer", "militia", "company", "court"]))), depth), "Sing"
        org = organisation()
        if R.random() < 0.15:
            org = join([], org, [(join([(punct("(", False), "punct")], abbreviation(), [(punct(")"), "punct")]), "appos")])
            org.words[-2].glued = True
        return org, "Sing"
    if kind < 0.71:
        return pronoun()
    if kind < 0.79:
        group = people_noun()
        if R.random() < 0.2:
            group = join([(noun(R.choice(KINDS)), "compound")], group)
        if R.random() < 0.2:
            group = join([(w(R.choice(QUALITY), "ADJ"), "amod")], group)
        group = counted(group) if R.random() < 0.4 else with_the(group) if R.random() < 0.35 else group
        return extended(group, depth), "Plur"
    if kind < 0.86 and depth > 0:
        first, second = actor(0)[0], actor(0)[0]
        if R.random() < 0.2:
            third = actor(0)[0]
            return join([], first, [(join([(punct(","), "punct")], second), "conj"), (join([(w("and", "CCONJ"), "cc")], third), "conj")]), "Plur"
        return join([], first, [(join([(w("and", "CCONJ"), "cc")], second), "conj")]), "Plur"
    if kind < 0.92:
        if R.random() < 0.12:  # "the foreign and defence ministers of India and Pakistan"
            first = join([], w(R.choice(["foreign", "interior"]), "ADJ"), [(join([(w("and", "CCONJ"), "cc")], noun(R.choice(["defence", "finance", "trade"]))), "conj")])
            states = join([], country(), [(join([(w("and", "CCONJ"), "cc")], country()), "conj")]) if R.random() < 0.6 else country()
            return with_the(join([(first, "amod")], noun("ministers", "Plur", "minister"), [(pp("of", states), "nmod")])), "Plur"
        if R.random() < 0.5:
            head = noun(R.choice(["leaders", "members", "supporters", "residents", "officials", "representatives", "commanders"]), "Plur")
            return join([(w("the", "DET"), "det")] if R.random() < 0.4 else [], head, [(pp("of", organisation() if R.random() < 0.5 else country()), "nmod")]), "Plur"
        head = noun(R.choice(["leader", "head", "president", "government", "commander", "spokesman", "capital", "chairman"]))
        return with_the(join([], head, [(pp("of", organisation() if R.random() < 0.5 else country()), "nmod")])), "Sing"
    if kind < 0.97:
        head = noun(R.choice(PERSONS))
        if R.random() < 0.4:
            head = join([(noun(R.choice(KINDS)), "compound")], head)
        if R.random() < 0.5:
            head = join([(adjective(R.choice(adjectives)) if R.random() < 0.6 else w(R.choice(QUALITY), "ADJ"), "amod")], head)
        return extended(a(head), depth), "Sing"
    return w(R.choice(peoples), "PROPN", None, "Number=Plur"), "Plur"


def extended(phrase, depth):
    """A group with a place, a participle or a relative clause behind it."""
    if depth <= 0 or R.random() < 0.55:
        return phrase
    kind = R.random()
    if kind < 0.25:
        return join([], phrase, [(pp(R.choice(["in", "from", "near"]), city() if R.random() < 0.6 else country()), "nmod")])
    if kind < 0.38:
        verb, part = passive_participle()
        return join([], phrase, [(join([], verb, [(pp("by", actor(0)[0]), "obl:agent")]), "acl")])
    if kind < 0.52:
        linked = R.choice([("linked", "link", "to"), ("backed", "back", "by"), ("accused", "accuse", "of"), ("based", "base", "in"), ("led", "lead", "by"), ("injured", "injure", "in"), ("wanted", "want", "for"), ("held", "hold", "in"),
                           ("jailed", "jail", "for"), ("loyal", "loyal", "to"), ("arrested", "arrest", "in"), ("stationed", "station", "in"), ("killed", "kill", "in"), ("armed", "arm", "with"), ("opposed", "oppose", "to"), ("trained", "train", "by")])
        if linked[0] == "loyal":
            return join([], phrase, [(join([], w("loyal", "ADJ"), [(pp("to", actor(0)[0]), "obl")]), "amod")])
        verb = w(linked[0], "VERB", linked[1], "Tense=Past|VerbForm=Part|Voice=Pass")
        inner = bare_thing() if linked[2] in ("of", "with", "for") else city() if linked[2] == "in" and R.random() < 0.6 else with_the(noun(R.choice(TIME_NOUN))) if linked[2] == "in" else actor(0)[0]
        return join([], phrase, [(join([], verb, [(pp(linked[2], inner), "obl:agent" if linked[2] == "by" else "obl")]), "acl")])
    if kind < 0.65:
        form, lemma = gerund(R.choice(TRANSITIVE))
        verb = w(form, "VERB", lemma, "VerbForm=Ger")
        return join([], phrase, [(join([], verb, [(object_(), "obj")]), "acl")])
    number_ = "Plur" if "Number=Plur" in phrase.head.feats else "Sing"
    if R.random() < 0.25:  # "the men whom the police arrested"
        who, n = actor(0)
        left, verb = verb_group(R.choice(TRANSITIVE), R.choice(["past", "perf", "pluperf"]), n)
        relative = join([(w(R.choice(["whom", "that"]), "PRON", None, "PronType=Rel"), "obj"), (who, "nsubj")] + left, verb)
    else:
        relative = clause(0, subject=(w(R.choice(["who", "that"]), "PRON", None, "PronType=Rel"), number_), mode=R.choice(["past", "past", "perf", "pluperf", "passpast", "pres"]))
    return join([], phrase, [(relative, "acl:relcl")])


GOVERNED = {}
for line in """attack raid strike assault:on against by in|talks dialogue negotiations:with on between in about|agreement deal pact accord treaty:with on between|ban embargo curfew restrictions sanctions:on against|visit:to by|
war offensive campaign operation:against in|threat threats:to against from|support backing:for from|aid supplies exports:to from|ties relations:with between|troops presence:in of|call calls:for by|claim claims allegations accusations charges:of against by|
request offer:for to from|demand demands:for by|plan proposal bill law resolution:on for by|report statement:on by|investigation inquiry:into by|trial:of in|meeting summit:of on in between|protest protests rally march strike:against in by over|
election referendum vote:in on|member leader head:of|border:with between of|role:in of|right rights:of to|concern concerns tensions:over about between in|release:of by|victim:of|part:of|violation:of|response:to|way:to""".replace("\n", "").split("|"):
    for word in line.split(":")[0].split():
        GOVERNED[word] = line.split(":")[1].split()


def thing():
    kind = R.random()
    if kind < 0.35:
        head = noun(R.choice(PLURAL_THINGS), "Plur")
        plural = True
    elif kind < 0.6:
        form = R.choice([g for g in GOVERNED if g not in ("talks", "negotiations", "ties", "relations", "troops")])
        plural = form.endswith("s")
        head = noun(form, "Plur" if plural else "Sing")
    else:
        head = noun(R.choice(THINGS))
        plural = False
    base = head.head.form
    left = []
    if R.random() < 0.22:
        left.append((noun(R.choice("peace border missile arms security army police oil nuclear weapons rebel trade aid defence election car suicide air government refugee prison gas".split())), "compound"))
    if R.random() < 0.35:
        left.insert(0, (adjective(R.choice(adjectives)) if R.random() < 0.4 else w(R.choice(QUALITY[:-4]), "ADJ"), "amod"))
    head = join(left, head)
    det = R.random()
    if det < 0.3:
        head = with_the(head)
    elif det < 0.6:
        head = head if plural else a(head)
    elif det < 0.72:
        head = join([(w(R.choice(["its", "their", "his"]), "PRON"), "nmod:poss")], head)
    elif det < 0.82:
        head = join([(possessive(actor(0)[0] if R.random() < 0.3 else country()), "nmod:poss")], head)
    elif not plural:
        head = join([(w(R.choice(["any", "another", "this", "no", "every"]), "DET"), "det")], head)
    if base in GOVERNED and R.random() < 0.55 or R.random() < 0.15:
        what = R.random()
        head = join([], head, [(pp(R.choice(GOVERNED.get(base, ["of"])), actor(0)[0] if what < 0.55 else city() if what < 0.8 else bare_thing()), "nmod")])
    elif R.random() < 0.06:
        head = join([], head, [(infinitive(0), "acl")])
    return head


def bare_thing():
    """'the attack', 'nuclear weapons': a thing with nothing behind it"""
    if R.random() < 0.5:
        head = noun(R.choice(PLURAL_THINGS), "Plur")
        return join([(w(R.choice(QUALITY[:-4]), "ADJ"), "amod")], head) if R.random() < 0.4 else head
    return with_the(noun(R.choice(THINGS)))


def object_():
    if R.random() < 0.5:
        return thing()
    phrase = actor(0)[0]
    if len(phrase.words) == 1 and phrase.head.upos == "PRON":
        return pronoun(True)[0]
    return phrase


def passive_participle():
    lemma = R.choice(TRANSITIVE)
    form = participle(lemma)
    return w(form, "VERB", lemma, "Tense=Past|VerbForm=Part|Voice=Pass"), form


def aux(form, lemma, feats):
    return w(form, "AUX", lemma, feats)


FIN = "Mood=Ind|Number=%s|Person=3|Tense=%s|VerbForm=Fin"


def verb_group(lemma, mode, number_):
    """(auxiliaries, verb) in a mode; a passive one's auxiliary is aux:pass."""
    sing = number_ == "Sing"
    be_past = lambda: aux("was" if sing else "were", "be", FIN % (number_, "Past"))
    be_pres = lambda: aux("is" if sing else "are", "be", FIN % (number_, "Pres"))
    have = lambda: aux("has" if sing else "have", "have", FIN % (number_, "Pres"))
    had = lambda: aux("had", "have", FIN % (number_, "Past"))
    modal = lambda form: aux(form, form, "VerbForm=Fin")
    been = lambda: aux("been", "be", "Tense=Past|VerbForm=Part")
    be = lambda: aux("be", "be", "VerbForm=Inf")
    not_ = lambda: w("not", "PART", "not", "Polarity=Neg")
    v = lambda form, feats: w(form, "VERB", lemma, feats)
    done, passive, doing = "Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Part|Voice=Pass", "Tense=Pres|VerbForm=Part"
    A, N, PASS = "aux", "advmod", "aux:pass"
    table = {
        "past": lambda: ([], v(past(lemma), FIN % (number_, "Past"))),
        "pres": lambda: ([], v(third(lemma), FIN % ("Sing", "Pres")) if sing else v(lemma, FIN % ("Plur", "Pres"))),
        "perf": lambda: ([(have(), A)], v(participle(lemma), done)),
        "pluperf": lambda: ([(had(), A)], v(participle(lemma), done)),
        "prog": lambda: ([(be_pres(), A)], v(gerund(lemma)[0], doing)),
        "pastprog": lambda: ([(be_past(), A)], v(gerund(lemma)[0], doing)),
        "perfprog": lambda: ([(have(), A), (been(), A)], v(gerund(lemma)[0], doing)),
        "modal": lambda: ([(modal(R.choice(["will", "would", "could", "may", "should", "must", "might", "can"])), A)], v(lemma, "VerbForm=Inf")),
        "neg": lambda: ([(aux("did", "do", FIN % (number_, "Past")), A), (not_(), N)], v(lemma, "VerbForm=Inf")),
        "negmodal": lambda: ([(modal(R.choice(["will", "would", "could", "should"])), A), (not_(), N)], v(lemma, "VerbForm=Inf")),
        "negperf": lambda: ([(have(), A), (not_(), N)], v(participle(lemma), done)),
        "inf": lambda: ([], v(lemma, "VerbForm=Inf")),
        "ger": lambda: ([], v(gerund(lemma)[0], doing)),
        "gerund": lambda: ([], v(gerund(lemma)[0], "VerbForm=Ger")),
        "passpast": lambda: ([(be_past(), PASS)], v(participle(lemma), passive)),
        "passpres": lambda: ([(be_pres(), PASS)], v(participle(lemma), passive)),
        "passperf": lambda: ([(have(), A), (been(), PASS)], v(participle(lemma), passive)),
        "passpluperf": lambda: ([(had(), A), (been(), PASS)], v(participle(lemma), passive)),
        "passmodal": lambda: ([(modal(R.choice(["will", "would", "could", "should", "must"])), A), (be(), PASS)], v(participle(lemma), passive)),
        "isto": lambda: ([((be_pres if R.random() < 0.7 else be_past)(), "cop"), (w("to", "PART"), "mark")], v(lemma, "VerbForm=Inf")),
        "passisto": lambda: ([((be_pres if R.random() < 0.7 else be_past)(), A), (w("to", "PART"), "mark"), (be(), PASS)], v(participle(lemma), passive)),
        "passprog": lambda: ([(be_pres() if R.random() < 0.5 else be_past(), A), (aux("being", "be", "Tense=Pres|VerbForm=Part"), PASS)], v(participle(lemma), passive)),
    }
    return table[mode]()


ACTIVE = ["past"] * 9 + ["pres", "perf", "perf", "perf", "pluperf", "prog", "prog", "pastprog", "perfprog", "modal", "modal", "modal", "neg", "negmodal", "negperf", "isto"]
PASSIVE = ["passpast"] * 5 + ["passperf", "passperf", "passpluperf", "passmodal", "passpres", "passprog", "passprog", "passisto"]


def time_phrase():
    """(phrase, relation)"""
    kind = R.random()
    if kind < 0.07:
        return noun(R.choice(["today", "yesterday", "today", "tonight", "tomorrow"])), "obl:unmarked"
    if kind < 0.12:
        part = join([(w(R.choice(DAYS), "PROPN"), "compound")], noun(R.choice(["night", "morning", "evening", "afternoon"])))
        return (pp("on", part), "obl") if R.random() < 0.5 else (part, "obl:unmarked")
    if kind < 0.17:
        return R.choice([lambda: pp("for", with_the(join([(w("first", "ADJ"), "amod")], noun("time")))), lambda: pp("for", join([(number(), "nummod")], noun(R.choice(["days", "weeks", "months", "years", "hours"]), "Plur"))),
                         lambda: pp("at", noun(R.choice(["dawn", "night", "noon", "midnight"]))), lambda: pp("since", w(str(R.randint(1980, 2025)), "NUM", None, "NumForm=Digit|NumType=Card"))])(), "obl"
    if kind < 0.4:
        day = w(R.choice(DAYS), "PROPN")
        return (pp("on", day), "obl") if R.random() < 0.65 else (day, "obl:unmarked")
    if kind < 0.55:
        unit = noun(R.choice(["week", "month", "year", "night"]))
        return join([(w(R.choice(["last", "next"]), "ADJ") if R.random() < 0.7 else w("this", "DET"), "amod")], unit), "obl:unmarked"
    if kind < 0.7:
        month = w(R.choice(MONTHS), "PROPN")
        if R.random() < 0.4:
            month = join([], month, [(w(str(R.randint(1980, 2025)), "NUM", None, "NumForm=Digit|NumType=Card"), "nmod:unmarked")])
        return pp("in", month), "obl"
    if kind < 0.78:
        return pp("in", w(str(R.randint(1980, 2025)), "NUM", None, "NumForm=Digit|NumType=Card")), "obl"
    if kind < 0.86:
        return pp("on", join([], w(R.choice(MONTHS), "PROPN"), [(w(str(R.randint(1, 31)), "NUM", None, "NumForm=Digit|NumType=Card"), "nmod:unmarked")])), "obl"
    event = with_the(noun(R.choice(TIME_NOUN)))
    if R.random() < 0.25:
        return join([(some_time(), "obl:unmarked"), (w(R.choice(["after", "before"]), "ADP"), "case")], event), "obl"
    return pp(R.choice(["after", "during", "before", "since"]), event), "obl"


def fix_this(phrase):
    for word in phrase.words:
        if word.form == "this" and word.upos == "DET" and word.rel == "amod":
            word.rel = "det"
    return phrase


def place_phrase():
    kind = R.random()
    if kind < 0.55:
        return pp(R.choice(["in", "in", "near", "outside", "at"]), city() if R.random() < 0.7 else country()), "obl"
    if kind < 0.8:
        spot = noun(R.choice("border capital airport town city village north south east region province coast square parliament prison camp embassy".split()))
        if R.random() < 0.3:
            spot = join([(adjective(R.choice(adjectives)) if R.random() < 0.5 else w(R.choice(["northern", "southern", "disputed", "central"]), "ADJ"), "amod")], spot)
        return pp(R.choice(["in", "near", "along", "outside", "at"]), with_the(spot)), "obl"
    return pp("in", with_the(join([(w(R.choice(["northern", "southern", "eastern", "western", "central"]), "ADJ"), "amod")], noun("city"), [(pp("of", city()), "nmod")]))), "obl"


def complements(lemma_kind, depth):
    """(lemma, particle or None, list of (phrase, relation))"""
    kind = lemma_kind
    if kind == "obj":
        return R.choice(TRANSITIVE), None, [(object_(), "obj")]
    if kind == "bare":
        return R.choice(BARE), None, []
    if kind == "amount":
        right = [(amount_of(), "obj")]
        if R.random() < 0.5:
            right.append((pp(R.choice(["to", "to", "for", "from"]), actor(0)[0] if R.random() < 0.6 else bare_thing()), "obl"))
        return R.choice(AMOUNT_VERBS), None, right
    if kind == "remain":
        state = w(R.choice(["committed", "opposed", "divided"]), "VERB", None, "Tense=Past|VerbForm=Part|Voice=Pass") if R.random() < 0.5 else w(R.choice(["ready", "concerned", "willing", "loyal", "hostile"]), "ADJ")
        if state.head.upos == "VERB":
            state.head.lemma = {"committed": "commit", "opposed": "oppose", "divided": "divide"}[state.head.form]
        return R.choice(["remain", "remain", "become", "stay"]), None, [(join([], state, [(pp("to", thing()), "obl")]), "xcomp")]
    if kind == "prep":
        lemma, preposition = R.choice(PREPOSITIONAL)
        return lemma, None, [(pp(preposition, object_()), "obl")]
    if kind == "particle":
        lemma, particle = R.choice(PARTICLES)
        return lemma, None, [(w(particle, "ADP"), "compound:prt"), (object_(), "obj")]
    if kind == "objpp":
        lemma, preposition = R.choice(WITH_PP)
        what = object_()
        if preposition in ("of", "for", "from") and R.random() < 0.4:
            form, g = gerund(R.choice(TRANSITIVE))
            inner = join([(w(preposition, "SCONJ"), "mark")], w(form, "VERB", g, "Tense=Pres|VerbForm=Part"), [(object_(), "obj")])
            return lemma, None, [(what, "obj"), (inner, "advcl")]
        return lemma, None, [(what, "obj"), (pp(preposition, object_()), "obl")]
    if kind == "light":
        lemma, what, preposition = R.choice(LIGHT).split(":")
        plural = what.endswith("s") and what not in ("siege", "ties") or what in ("ties", "talks")
        head = noun(what, "Plur" if plural else "Sing")
        if R.random() < 0.4:
            head = join([(w(R.choice(QUALITY[:20]), "ADJ"), "amod")], head)
        if what not in NO_ARTICLE:
            if R.random() < 0.15:
                plural_head = noun(what + "s", "Plur") if not what.endswith("s") else head
                head = a(join([], noun(R.choice(["series", "wave", "number"])), [(pp("of", plural_head), "nmod")]))
            else:
                head = a(head) if R.random() < 0.7 else with_the(head)
        extra = [(w("out", "ADP"), "compound:prt")] if lemma == "carry_out" else []
        rel = "obl" if R.random() < 0.75 else "nmod"
        target = pp(preposition, object_())
        if rel == "nmod":
            return lemma.split("_")[0], None, extra + [(join([], head, [(target, "nmod")]), "obj")]
        return lemma.split("_")[0], None, extra + [(head, "obj"), (target, "obl")]
    if kind == "say":
        lemma = R.choice(SAYING)
        inner = clause(depth - 1)
        right = []
        if lemma == "tell_reporters":
            lemma, right = "tell", [(noun(R.choice(["reporters", "journalists"]), "Plur") if R.random() < 0.6 else actor(0)[0], "iobj")]
        elif R.random() < 0.2:
            right = [fixed_time()]
        if R.random() < 0.6:
            inner = join([(w("that", "SCONJ"), "mark")], inner)
        return lemma, None, right + [(inner, "ccomp")]
    if kind == "control":
        return R.choice(CONTROL), None, [(infinitive(depth - 1), "xcomp")]
    if kind == "gerund":
        lemma = R.choice(GERUND_VERBS)
        form, g = gerund(R.choice(TRANSITIVE))
        return lemma, None, [(join([], w(form, "VERB", g, "VerbForm=Ger"), [(object_(), "obj")]), "xcomp")]
    if kind == "objcontrol":
        if R.random() < 0.2:
            return "call", None, [(pp("on", actor(0)[0]), "obl"), (infinitive(depth - 1), "xcomp")]
        return R.choice(OBJECT_CONTROL), None, [(object_person(), "obj"), (infinitive(depth - 1), "xcomp")]
    raise ValueError(kind)


def object_person():
    phrase = actor(0)[0]
    return pronoun(True)[0] if len(phrase.words) == 1 and phrase.head.upos == "PRON" else phrase


def fixed_time():
    phrase, rel = time_phrase()
    return fix_this(phrase), rel


def raised(number_):
    """'is reported to have sold', 'are ready to talk': (left, predicate)"""
    form = R.choice(["is", "was"]) if number_ == "Sing" else R.choice(["are", "were"])
    be = aux(form, "be", FIN % (number_, "Pres" if form in ("is", "are") else "Past"))
    inner = infinitive(0)
    if R.random() < 0.5:
        head, rel = w(R.choice(READY), "ADJ"), "cop"
    else:
        lemma = R.choice(RAISED)
        head, rel = w(participle(lemma), "VERB", lemma, "Tense=Past|VerbForm=Part|Voice=Pass"), "aux:pass"
        if R.random() < 0.4:  # "to have sold"
            verb = inner.head
            verb.form, verb.feats = participle(verb.lemma), "Tense=Past|VerbForm=Part"
            have = w("have", "AUX", "have", "VerbForm=Inf")
            have.head.head, have.head.rel = verb, "aux"
            at = inner.words.index(verb)
            inner = Phrase(inner.words[:at] + have.words + inner.words[at:], verb)
    left = [(be, rel)]
    if R.random() < 0.1:
        left.append((w("not", "PART", "not", "Polarity=Neg"), "advmod"))
    return left, join([], head, [(inner, "xcomp")]), rel == "aux:pass"


def infinitive(depth):
    kind = R.choice(["obj", "obj", "obj", "prep", "particle", "objpp", "light"])
    lemma, _, right = complements(kind, depth)
    verb = w(lemma, "VERB", lemma, "VerbForm=Inf")
    return join([(w("to", "PART"), "mark")], verb, right)


def participial(depth):
    lemma, _, right = complements(R.choice(["obj", "obj", "prep", "objpp", "say" if depth > 0 else "obj"]), depth)
    return join([], w(gerund(lemma)[0], "VERB", lemma, "Tense=Pres|VerbForm=Part"), right)


def adverb():
    return w(R.choice("also again later already reportedly immediately repeatedly publicly strongly officially recently finally formally briefly quickly now still".split()), "ADV")


def predicate(depth, number_, mode=None, kind=None):
    """A verb with all that follows it; (left, head phrase with right side) are joined to the subject by clause()."""
    passive = (mode or "").startswith("pass") or (mode is None and R.random() < 0.2)
    if passive:
        mode = mode or R.choice(PASSIVE)
        lemma = R.choice(TRANSITIVE)
        right = []
        if R.random() < 0.45:
            right.append((pp("by", actor(0)[0]), "obl:agent"))
        if R.random() < 0.15:
            right.append((pp(R.choice(["with", "from", "for", "to"]), thing()), "obl"))
        elif R.random() < 0.08:
            lemma = R.choice(["accuse", "suspect", "convict"])
            form, g = gerund(R.choice(TRANSITIVE))
            right.append((join([(w("of", "SCONJ"), "mark")], w(form, "VERB", g, "Tense=Pres|VerbForm=Part"), [(object_(), "obj")]), "advcl"))
    else:
        mode = mode or R.choice(ACTIVE)
        kind = kind or pick((38, "obj"), (6, "bare"), (4, "amount"), (1.5, "remain"), (16, "prep"), (7, "particle"), (12, "objpp"), (12, "light"), (10 if depth > 0 else 0, "say"), (6, "control"), (2, "gerund"), (7, "objcontrol"))
        lemma, _, right = complements(kind, depth)
        if kind == "control" and mode == "past" and R.random() < 0.5:
            mode = "pres"
    left, verb = verb_group(lemma, mode, number_)
    if R.random() < 0.12:
        left = left + [(adverb(), "advmod")]
    open_end = bool(right) and right[-1][1] in ("ccomp", "xcomp", "advcl")
    if not open_end and R.random() < 0.3:
        right.append(place_phrase())
    if not open_end and R.random() < 0.35:
        right.append(fixed_time())
    if not open_end and R.random() < 0.05:
        right.append((infinitive(0), "advcl"))
    return left, join([], verb, right), passive


HAPPENINGS = "violence fighting war unrest clashes protests talks negotiations riots battle shooting siege strike march crisis coup rebellion ceasefire truce bomb explosion blast attack demonstration election summit meeting trial visit dispute crackdown".split()
HAPPEN = "erupt begin start end continue resume collapse fail escalate intensify spread break_out flare_up come_to_an_end take_place go_off explode follow occur ease last fall rise resume stall".split()


def happening():
    """'Fighting broke out in the capital', 'the talks collapsed'"""
    form = R.choice(HAPPENINGS)
    plural = form in ("clashes", "protests", "talks", "negotiations", "riots")
    head = noun(form, "Plur" if plural else "Sing")
    if R.random() < 0.35:
        head = join([(adjective(R.choice(adjectives)) if R.random() < 0.4 else w(R.choice(QUALITY[:24]), "ADJ"), "amod")], head)
    if R.random() < 0.2:
        head = join([(noun(R.choice("peace street car border election air truck".split())), "compound")], head)
    if form not in ("violence", "fighting", "unrest") and not plural:
        head = a(head) if R.random() < 0.5 else with_the(head)
    elif R.random() < 0.3:
        head = with_the(head)
    if R.random() < 0.25:
        head = join([], head, [(pp(R.choice(GOVERNED.get(form, ["in", "between"])), actor(0)[0] if R.random() < 0.5 else city()), "nmod")])
    parts = R.choice(HAPPEN).split("_")
    number_ = "Plur" if plural else "Sing"
    left, verb = verb_group(parts[0], R.choice(["past", "past", "past", "past", "perf", "pluperf", "pres", "prog", "pastprog", "modal"]), number_)
    right = []
    if parts[0] == "come":
        right = [(pp("to", a(noun("end"))), "obl")]
    elif parts[0] == "take":
        right = [(noun("place"), "obj")]
    elif len(parts) > 1:
        right = [(w(parts[1], "ADP"), "compound:prt")]
    right += [place_phrase()] if R.random() < 0.4 else []
    right += [fixed_time()] if R.random() < 0.4 else []
    return join([(head, "nsubj")] + left, join([], verb, right))


def clause(depth=1, subject=None, mode=None, kind=None):
    if not subject and not mode and not kind and R.random() < 0.09:
        return happening()
    who, number_ = subject or actor(depth)
    if not subject and R.random() < 0.03:
        return copular(who, number_)
    left, verb, passive = raised(number_) if not mode and not kind and R.random() < 0.05 else predicate(depth, number_, mode, kind)
    if not subject and depth > 0 and who.words[-1].upos != "PUNCT" and who.head.upos in ("PROPN", "NOUN") and R.random() < 0.06:
        if R.random() < 0.5:  # "Iran, which denied the claim, ..."
            aside = clause(0, subject=(w("who" if number_ == "Plur" else "which", "PRON", None, "PronType=Rel"), number_), mode=R.choice(["past", "perf", "pluperf", "pres", "passpast"]))
            who = join([], who, [(between(aside), "acl:relcl")])
        else:  # "Troops, backed by tanks, ..."
            participle_, _ = passive_participle()
            who = join([], who, [(between(join([], participle_, [(pp("by", actor(0)[0]), "obl:agent")])), "acl")])
    before = [(who, "nsubj:pass" if passive else "nsubj")]
    if not subject and who.words[-1].upos != "PUNCT" and R.random() < 0.06:
        before.append(fixed_time() if R.random() < 0.7 else place_phrase())
    whole = join(before + left, verb)
    if depth > 0 and R.random() < 0.04 and not passive:  # "flew missions, hit targets and trained soldiers"
        middle = opened(predicate(0, number_, mode if mode in ("past", "pres", "perf") else "past")[1])
        last = join([(w("and", "CCONJ"), "cc")], predicate(0, number_, "past")[1])
        whole = join([], whole, [(middle, "conj"), (last, "conj")])
    elif depth > 0 and R.random() < 0.1:  # "... and blocked the road"
        left2, verb2, passive2 = predicate(0, number_)
        second = join([(w(R.choice(["and", "and", "but"]), "CCONJ"), "cc")] + left2, verb2)
        whole = join([], whole, [(second, "conj")])
    return whole


def copular(who, number_):
    form = R.choice(["is", "was"]) if number_ == "Sing" else R.choice(["are", "were"])
    be = aux(form, "be", FIN % (number_, "Pres" if form in ("is", "are") else "Past"))
    if R.random() < 0.5:
        what = w(R.choice("ready responsible guilty concerned alarmed dead free willing unable illegal important".split()), "ADJ")
        return join([(who, "nsubj"), (be, "cop")], what, [(pp(R.choice(["for", "about", "in", "to"]), thing()), "obl")] if R.random() < 0.6 else [])
    return join([(who, "nsubj"), (be, "cop")], thing())


def some_time():
    """'a day', 'two weeks', 'hours'"""
    if R.random() < 0.4:
        return a(noun(R.choice(["day", "week", "month", "year"])))
    unit = noun(R.choice(["hours", "days", "weeks", "months", "years"]), "Plur")
    return join([(w(R.choice(NUMBERS), "NUM"), "nummod")], unit) if R.random() < 0.6 else unit


def subordinate(depth):
    kind = R.random()
    if kind < 0.2:
        inner = happening() if R.random() < 0.4 else clause(0)
        before = [(some_time(), "obl:unmarked")] if R.random() < 0.4 else []
        return join(before + [(w("after" if before else R.choice(["after", "after", "as", "since", "before", "until"]), "SCONJ"), "mark")], inner)
    if kind < 0.3:
        mark_ = R.choice(["after", "before", "while", "by", "without", "in"])
        return join([(w(mark_, "SCONJ"), "mark")], participial(0))
    if kind < 0.75:
        mark_ = R.choice(["after", "as", "because", "if", "if", "unless", "while", "when", "although", "before", "until", "since"])
        inner = clause(0, mode=R.choice(["pres", "pres", "past", "neg", "passpres", "pres"])) if mark_ in ("if", "unless") else clause(0)
        return join([(w(mark_, "ADV" if mark_ == "when" else "SCONJ"), "advmod" if mark_ == "when" else "mark")], inner)
    if kind < 0.85:
        return infinitive(0)
    return None


def said_clause(depth):
    """The speaker and the verb of saying, without what is said."""
    who, number_ = actor(0)
    return who, number_, w("said", "VERB", "say", FIN % (number_, "Past"))


def headline():
    """'Police arrest students in Cairo': in the present, without articles and stop"""
    main = clause(0, mode=R.choice(["pres", "pres", "pres", "inf"]))
    verb = main.head
    if verb.feats == "VerbForm=Inf":  # "US to send troops to Iraq"
        to = w("to", "PART").head
        to.head, to.rel = verb, "mark"
        main = Phrase(main.words[:main.words.index(verb)] + [to] + main.words[main.words.index(verb):], verb)
    heads = {id(x.head) for x in main.words}
    words = [x for x in main.words if x.upos != "DET" or id(x) in heads]
    if R.random() < 0.4:
        for x in words:
            if x.upos in ("NOUN", "VERB", "ADJ", "ADV", "NUM", "AUX") or len(x.form) > 4:
                x.form = x.form[0].upper() + x.form[1:]
    return Phrase(words, verb)


def sentence():
    kind = R.random()
    depth = 2 if R.random() < 0.5 else 1
    if kind < 0.5:
        main = clause(depth)
        if R.random() < 0.06:
            link = R.choice(["But", "And", "However", "Meanwhile", "Separately", "Earlier", "Still"])
            main = join([(w(link, "CCONJ"), "cc") if link in ("But", "And") else (after(w(link, "ADV")), "advmod")], main)
        if R.random() < 0.03 and main.words[0].upos not in ("CCONJ", "ADV"):  # "The army, officials said, attacked"
            at = next((i for i, x in enumerate(main.words) if x.upos in ("VERB", "AUX") and (x is main.head or x.head is main.head)), 0)
            if at > 1 and main.words[at - 1].upos != "PUNCT":
                who, number_, said = said_clause(0)
                aside = between(join([(who, "nsubj")], said))
                aside.head.head, aside.head.rel = main.head, "parataxis"
                main = Phrase(main.words[:at] + aside.words + main.words[at:], main.head)
        more = R.random()
        if more < 0.12:
            sub = subordinate(1)
            if sub:
                main = join([], main, [(sub, "advcl")])
        elif more < 0.22:
            main = join([], main, [(opened(participial(1)), "advcl")])
        elif more < 0.26:
            toll = join([], w("killing", "VERB", "kill", "Tense=Pres|VerbForm=Part"), [(counted(people_noun()), "obj")])
            if R.random() < 0.5:
                toll = join([], toll, [(join([(w("and", "CCONJ"), "cc")], w(*R.choice([("wounding", "VERB", "wound"), ("injuring", "VERB", "injure")]), "Tense=Pres|VerbForm=Part"), [(counted(people_noun()), "obj")]), "conj")])
            main = join([], main, [(opened(toll), "advcl")])
        return main
    if kind < 0.6:  # opening
        which = R.random()
        if which < 0.35:
            phrase, rel = fixed_time() if R.random() < 0.6 else place_phrase()
            phrase = after(phrase) if R.random() < 0.75 else phrase
        elif which < 0.4:
            phrase, rel = after(pp("in", join([], noun(R.choice(["response", "reaction"])), [(pp("to", thing()), "nmod")]))), "obl"
        elif which < 0.55:
            phrase, rel = after(pp(R.choice(["according to", "because of", "despite", "amid", "following", "under", "in"]), thing() if R.random() < 0.6 else actor(0)[0])), "obl"
        else:
            sub = subordinate(1) or infinitive(0)
            phrase, rel = after(sub), "advcl"
        return join([(phrase, rel)], clause(1))
    if kind < 0.78:  # "..., X said on Monday."
        content = clause(1)
        who, number_, said = said_clause(0)
        wrapped = quoted(after(content)) if R.random() < 0.3 else after(content)
        right = [fixed_time()] if R.random() < 0.35 else []
        if R.random() < 0.2:
            right.append((pp("in", a(noun(R.choice(["statement", "interview", "speech", "report"])))), "obl"))
        if R.random() < 0.15 and who.head.upos != "PRON":
            return join([(wrapped, "ccomp")], said, [(who, "nsubj")] + right)
        return join([(wrapped, "ccomp"), (who, "nsubj")], said, right)
    if kind < 0.83:  # "..., according to X."
        return join([], clause(1), [(opened(pp("according to", actor(0)[0])), "obl")])
    if kind < 0.93:  # X said that ...
        return clause(2, kind="say", mode=R.choice(["past", "past", "past", "perf", "pres"]))
    if kind < 0.96:  # There were ...
        be = w(R.choice(["were", "are"]), "VERB", "be", FIN % ("Plur", "Past"))
        return join([(w("There", "PRON", "there", "PronType=Dem"), "expl")], be, [(counted(people_noun()), "nsubj"), place_phrase()])
    first, second = clause(0), clause(0)  # two clauses
    joined = join([(punct(","), "punct"), (w(R.choice(["and", "but"]), "CCONJ"), "cc")], second)
    return join([], first, [(joined, "conj")])


def finish(phrase, stopped=True):
    """The root, the full stop, a capital at the beginning, no two marks side by side, numbers and blanks."""
    phrase.head.head, phrase.head.rel = None, "root"
    words = phrase.words
    kept = []
    for i, word in enumerate(words):
        if word.upos == "PUNCT" and word.form == "," and (i + 1 == len(words) or words[i + 1].form in (",", "\u201d", '"') or (kept and kept[-1].form in (",",))) and \
                not any(x.head is word for x in words):
            if not (i + 1 < len(words) and words[i + 1].form in ("\u201d", '"')):
                continue
        kept.append(word)
    if stopped:
        stop = Word(".", "PUNCT")
        stop.head, stop.rel, stop.glued = phrase.head, "punct", True
        kept.append(stop)
    first = next(word for word in kept if word.upos != "PUNCT")
    first.form = first.form[0].upper() + first.form[1:]
    return kept


def crossing(words, index):
    arcs = [(min(index[id(x)], index[id(x.head)] if x.head else 0), max(index[id(x)], index[id(x.head)] if x.head else 0)) for x in words if x.head]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


def main():
    learn_features()
    read_names()
    made = 0
    while made < count:
        try:
            words = finish(headline(), False) if R.random() < 0.03 else finish(sentence())
        except RecursionError:
            continue
        index = {id(x): i + 1 for i, x in enumerate(words)}
        if not 4 <= len(words) <= 60 or any(x.head is not None and id(x.head) not in index for x in words) or crossing(words, index):
            continue
        made += 1
        text = "".join(("" if x.glued or i == 0 else " ") + x.form for i, x in enumerate(words))
        print(f"# sent_id = news-{made}\n# text = {text}")
        for i, x in enumerate(words):
            misc = "SpaceAfter=No" if i + 1 < len(words) and words[i + 1].glued else "_"
            print("\t".join([str(i + 1), x.form, x.lemma, x.upos, "_", x.feats, str(index[id(x.head)] if x.head else 0), x.rel, "_", misc]))
        print()


main()
