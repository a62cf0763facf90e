"""The words, sentences and post bodies of make_corpus.py. Python 3.9+, standard library only."""

from itertools import accumulate

COMMON_WORDS = """
the of and to in a is that for it was on are as with his they at be this from have or by one had
not but what all were when we there can an your which their said if do will each about how up out
them then she many some so these would other into has more her two like him see time could no make
than first been its who now people my made over did down only way find use may water long little
very after words called just where most know get through back much before go good new write our
used me man too any day same right look think also around another came come work three word must
because does part even place well such here take why things help put years different away again
off went old number great tell men say small every found still between name should home big give
air line set own under read last never us left end along while might next sound below saw
something thought both few those always looked show large often together asked house world going
want school important until form food keep children feet land side without boy once animals life
enough took sometimes four head above kind began almost live page got earth need far hand high
year mother light parts country father let night following picture being study second eyes soon
times story boys since white days ever paper hard near sentence better best across during today
others however sure means knew try told young miles sun ways thing whole hear example heard
several change answer room sea against top turned learn point city play toward five using himself
usually feel tired worried anxious hopeful scared relieved waiting results appointment letter
phone husband wife partner daughter son sister friend family doctor nurse consultant hospital
clinic ward surgery operation recovery pain sore swollen bruised drain dressing scar stitches
tablet tablets injection infusion scan biopsy mammogram ultrasound blood test bone liver lung
brain lymph node nodes margins clear tumour lump grade stage hormone receptor positive negative
treatment chemo chemotherapy radiotherapy sessions side effects nausea fatigue hair loss wig cold
cap hot flushes sleep insomnia joints aches exercise walking yoga diet weight alcohol coffee
lymphoedema sleeve bra prosthesis reconstruction implant mastectomy lumpectomy sentinel
micrometastasis recurrence survivor diagnosis secondary primary letrozole anastrozole exemestane
tamoxifen zoladex herceptin denosumab zoledronic acid bisphosphonate capecitabine docetaxel
paclitaxel epirubicin carboplatin palbociclib abemaciclib ribociclib oncotype score menopause
fertility benefits sick pay employer insurance travel holiday helpline support group counselling
moving forward course
""".split()
OPENERS = [
    "I was told that",
    "My consultant said",
    "Has anyone else found",
    "I am so sorry to hear",
    "Thank you for",
    "It took me weeks before",
    "For what it is worth,",
    "On the second day",
    "Nobody warned me that",
    "I would ask whether",
    "They explained how",
    "My sister noticed",
    "Please do not worry if",
    "After the scan",
    "In my case",
    "The nurse on the ward said",
    "Looking back,",
    "I keep wondering whether",
    "Last week",
    "This morning",
]
ABBREVIATIONS = "BC BCN SNB WLE MX LX rads onc HER2 ER+ PR+ TNBC DCIS ILC NED SE".split()
EMOJI = ["\U0001f495", "\U0001f917", "\U0001f937\u200d♀️", "❤️", "\U0001f642", "\U0001f338"]
SYLLABLES = """
ba be bi bo bra ca ce co cre da de di dro el fa fe fi fla ga ge gra ha he hi in ja je jo ka ke ki
la le li lo ma me mi mo na ne ni no o pa pe pi pla ra re ri ro sa se si so sta ta te ti to tra u
va ve vi wa we wi ya zo
""".split()
RARE_WORDS = 30_000
SENTENCES = 40_000


def pseudo_word(rng, fewest, most):
    """Returns a word with a number of syllables in this range."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(fewest, most)))


class PostText:
    """Makes post bodies of sentences. Sentences come from a pool, because making them is slow."""

    def __init__(self, rng):
        self.rng = rng
        rare = sorted({pseudo_word(rng, 3, 5) for _ in range(RARE_WORDS)})
        rng.shuffle(rare)
        self.words = COMMON_WORDS + rare
        self.weights = list(accumulate(word_weights(len(COMMON_WORDS), len(rare))))
        self.pool = [self.sentence() for _ in range(SENTENCES)]

    def sentence(self):
        rng = self.rng
        words = rng.choices(self.words, cum_weights=self.weights, k=rng.randint(6, 18))
        self.add_markup(words)
        return f"{rng.choice(OPENERS)} {' '.join(words)}{rng.choice('....!??')}"

    def add_markup(self, words):
        """Adds an abbreviation, emphasis, a link, HTML, punctuation or an emoji to four in ten."""
        rng = self.rng
        x = rng.random()
        first, second, last = (words[index].strip("*") for index in (0, 1, -1))
        if x < 0.10:
            words[rng.randrange(len(words))] = rng.choice(ABBREVIATIONS)
        elif x < 0.27:
            index = rng.randrange(len(words))
            marks = "*" if x < 0.22 else "**"
            words[index] = marks + words[index] + marks
        elif x < 0.31:
            words.append(f"[{first}](https://www.example.org/{last})")
        elif x < 0.33:
            words.append(f"https://info.example.org/{first}?ref={second}")
        elif x < 0.34:
            words.insert(2, "<b>really</b>")
        elif x < 0.36:
            words.append('& so it\'s <3 "all" good')
        elif x < 0.40:
            words.append(rng.choice(EMOJI))

    def body(self, names, is_first):
        """Makes the body of a post, which may mention one of the names if it is a reply."""
        rng = self.rng
        count = min(40, max(2, int(rng.lognormvariate(1.75, 0.55))))
        paragraphs = self.paragraphs(count)
        self.add_block(paragraphs, is_first)
        if not is_first and rng.random() < 0.4:
            paragraphs.insert(0, f"Hi @{rng.choice(names)},")
        if rng.random() < 0.3:
            paragraphs.append(f"Rare: {pseudo_word(rng, 4, 7)} {pseudo_word(rng, 4, 7)}.")
        return "\n\n".join(paragraphs)

    def paragraphs(self, count):
        """Returns this number of sentences in paragraphs of two to five."""
        sentences = self.rng.choices(self.pool, k=count)
        paragraphs, start = [], 0
        while start < count:
            end = start + self.rng.randint(2, 5)
            paragraphs.append(" ".join(sentences[start:end]))
            start = end
        return paragraphs

    def add_block(self, paragraphs, is_first):
        """Adds a list, a quotation or a rule to one of six bodies."""
        rng = self.rng
        x = rng.random()
        if x < 0.06:
            items = rng.choices(self.pool, k=3)
            paragraphs.insert(1, "\n".join(f"- {item}" for item in items))
        elif x < 0.08:
            items = rng.choices(self.pool, k=3)
            paragraphs.insert(1, "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1)))
        elif x < 0.16 and not is_first:
            paragraphs.insert(0, "> " + rng.choice(self.pool))
        elif x < 0.165:
            paragraphs.append("***\n\n" + rng.choice(self.pool))


def word_weights(common, rare):
    """Weights like Zipf's law: those of common words, then a long tail."""
    for index in range(common):
        yield 1.0 / (index + 3)
    for index in range(rare):
        yield 0.04 / (index + 40)
