"""Search queries with words of make_corpus.py."""

FIRST = [
    "anastrozole aches",
    "lumpectomy scar",
    "travel insurance",
    "paclitaxel fatigue",
    "mammogram recurrence",
]
LATER = [
    "letrozole joints",
    "tamoxifen flushes",
    "mastectomy drain",
    "radiotherapy sore",
    "chemo nausea",
    "biopsy results",
    "lymphoedema sleeve",
    "zoladex injection",
    "docetaxel hair",
    "prosthesis bra",
]
OTHERS = {
    "most frequent": ["said day", "people time", "nurse consultant", "one", "the of and"],
    "phrase": [
        '"hot flushes"',
        '"looking back"',
        '"nurse on the ward said"',
        '"sentinel lymph node"',
    ],
    "operator": [
        "letrozole role:nurse",
        "board:surgery drain",
        "is:closed scan",
        "tamoxifen before:2012",
        "scan after:2026-06",
        "tiredness -chemo",
        "tag:chemo",
        "letrozole board:off-topic after:2024",
    ],
    "misspelling": ["letrozol", "tamoxfien joints", "zoladecks", "lymphodema slevee"],
    "rare": ["micrometastasis", "oncotype recurrence denosumab"],
}
TYPED = ["letro", "chemo", "hot flu"]
