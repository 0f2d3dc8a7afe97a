//! Latin script: English, French, Spanish, Italian, German, Danish, Dutch, Swedish, and abbreviations of their neighbours.

use super::Lexicon;
use crate::text::Language;

#[rustfmt::skip]
pub(super) const WORDS: Lexicon = Lexicon {
    language: Some(Language::English),
    titles: &[
        "abog", "amm", "ammin", "arq", "avv", "bg", "bijv", "bspw", "bzw", "ca", "capt", "cf", "cmdr", "col", "cpl",
        "dhr", "dipl", "dir", "doc", "dott", "dr", "dra", "dres", "drs", "dña", "eg", "egr", "esp", "evtl", "exc",
        "excmo", "exmo", "fam", "fr", "frk", "fru", "geb", "gen", "geom", "gest", "ggf", "gov", "hl", "hon", "hr",
        "hrsg", "hz", "ie", "ilmo", "incl", "ing", "inkl", "insp", "inż", "judr", "kgl", "ks", "lic", "lt", "mag",
        "maj", "messrs", "mevr", "mgr", "mlle", "mme", "mons", "mr", "mrs", "ms", "msgr", "mt", "mudr", "mw", "napr",
        "např", "p.s", "phdr", "pres", "prof", "prok", "psicol", "pte", "pvt", "płk", "rag", "rep", "reps", "resp",
        "rev", "rndr", "sen", "sens", "sgt", "sig", "sigg", "sigra", "skt", "sog", "spett", "sr", "sra", "sres",
        "srta", "st", "sta", "ste", "supt", "tzn", "tzv", "ul", "vgl", "viz", "vs", "wsp", "zb", "zw",
    ],
    numbered: &[
        "abr", "abs", "ago", "apdo", "apr", "art", "aug", "bd", "bilag", "cap", "ch", "dec", "dic", "ene", "ext",
        "feb", "fig", "figs", "jan", "jf", "jue", "jul", "jun", "kap", "kapit", "lun", "mar", "max", "min", "mié",
        "nos", "nov", "nr", "num", "núm", "núms", "oct", "odd", "okt", "op", "pag", "pgs", "pp", "pta", "pág", "págs",
        "párr", "párrf", "s.s", "sep", "sept", "stk", "sáb", "tel", "ust", "vie", "vol", "vols", "č", "čl",
    ],
    numbered_words: &["no"],
    others: &[
        "av", "ave", "bhf", "blvd", "bros", "co", "corp", "cía", "dept", "ed", "ee", "est", "ft", "gmbh", "inc", "jr",
        "ltd", "ltda", "mio", "oy", "pty", "s.a", "s.l", "s.r.l", "sa", "soc", "str", "uu",
    ],
    so_on: &["etc", "usw"],
    times: &["a.m", "p.m"],
    starters: &[
        "A", "After", "Although", "An", "And", "Another", "As", "At", "Because", "But", "By", "Ce", "Cette", "Das",
        "Dem", "Der", "Die", "Dies", "Diese", "Ein", "Eine", "El", "Elle", "En", "Er", "Es", "For", "From", "He",
        "Her", "His", "How", "However", "I", "If", "Il", "Ils", "Im", "In", "It", "Its", "La", "Las", "Le", "Les",
        "Los", "Many", "Most", "My", "No", "On", "Our", "She", "Sie", "Since", "So", "Some", "Su", "Such", "That",
        "The", "Their", "Then", "There", "These", "They", "This", "Those", "To", "Un", "Una", "Une", "We", "What",
        "When", "Where", "While", "Who", "Why", "With", "You", "Your", "Did", "Do", "Does", "Is", "Are", "Was",
        "Were", "Can", "Could", "Will", "Would", "Have", "Has", "Had", "Should", "May", "Might", "Must", "Let",
        "Please", "Not", "Yes", "Nor", "Or", "Now", "Here", "Today", "Yesterday", "Tomorrow", "Once", "Only", "Even",
        "Just", "Still", "Yet", "Until", "Though", "Unless", "Under", "Over", "Through", "During", "Before",
        "Between", "Despite", "Meanwhile", "Nevertheless", "Which", "Whose", "Whether", "Also", "All", "Both", "Each",
        "Every", "Few", "Other", "Others", "Several", "Nothing", "Nobody", "Everyone", "Someone", "Something",
        "Everything", "De", "Det", "Den", "Han", "Hun", "Hvad", "Hvor", "Hvem", "Hvis", "Hvorfor", "Men", "Og", "Vi",
        "Jeg", "Du", "Et", "Da", "Når", "Efter", "Het", "Een", "Wij", "Ik", "Hij", "Zij", "Maar", "Dat", "Dit",
        "Deze", "Als", "Toen", "Waar", "Wat", "Och", "Hon", "Jag", "Detta", "När", "Lo", "Gli", "Uno", "Nel", "Nella",
        "Ma", "Non", "Se", "Quando", "Come", "Che", "Chi", "Questo", "Questa", "Anche", "Poi", "Così", "Ella", "Él",
        "Ellos", "Ellas", "Esta", "Este", "Esto", "Pero", "Cuando", "Como", "Según", "Para", "Por", "Si", "También",
        "Y", "Yo", "Usted", "Nous", "Vous", "Je", "Tu", "Mais", "Pour", "Dans", "Avec", "Sur", "Selon", "Après",
        "Avant", "Ainsi", "Cet", "Ces", "Leur", "Son", "Sa", "Ses", "Aber", "Auch", "Auf", "Aus", "Bei", "Bis",
        "Dann", "Doch", "Durch", "Für", "Ich", "Ihr", "Ist", "Mit", "Nach", "Nicht", "Noch", "Nur", "Ob", "Seit",
        "Sein", "Seine", "Und", "Unter", "Vom", "Von", "Vor", "Wenn", "Wer", "Wie", "Wir", "Wo", "Zu", "Zum", "Zur",
    ],
    one_letter: &["I"],
    before_one_letter: &["and"],
    before_ordinal: &[
        "Ab", "Am", "Bis", "Im", "Seit", "Vom", "Zum", "am", "ab", "bis", "dem", "den", "der", "des", "im", "ins",
        "seit", "vom", "zum", "zur",
    ],
    months: &[
        "janu", "janv", "jänn", "leden", "feb", "févr", "märz", "mart", "apri", "aprí", "avri", "máj", "juni", "jún",
        "juli", "júl", "augus", "sept", "okto", "octo", "novem", "dezem", "decem", "desem",
    ],
    counting: &["abcdefghijklmn", "ABCDEFGHIJKLMN"],
    ..Lexicon::NONE
};
