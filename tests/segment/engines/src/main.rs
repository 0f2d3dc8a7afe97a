//! Sentence segmenters of other projects, run the way the scorer wants it: one paragraph a line in, one sentence a
//! line out, the text unchanged apart from trimming.

use std::error::Error;
use std::io::{BufWriter, Write};
use std::str::FromStr;
use std::{env, fs, process};

use icu_locale_core::LanguageIdentifier;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakOptions;
use srx::SRX;
use unicode_segmentation::UnicodeSegmentation;

const USAGE: &str = "usage: engines sentencex|unicode|icu|srx LANG FILE
srx reads its rules from the file that the variable SEGMENT_SRX names";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a paragraph is cut with.
type Cut = Box<dyn for<'a> Fn(&'a str) -> Vec<&'a str>>;

fn main() {
    if let Err(error) = run() {
        eprintln!("engines: {error}");
        process::exit(1);
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [engine, language, file] = arguments.as_slice() else {
        return Err(USAGE.into());
    };
    let cut = engine_for(engine, language)?;
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    // A line is a paragraph and is cut on its own: no engine may be helped or harmed by what it makes of a newline.
    for paragraph in text.split('\n') {
        for sentence in cut(paragraph) {
            let sentence = sentence.trim();
            if !sentence.is_empty() {
                writeln!(out, "{sentence}")?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn engine_for(engine: &str, language: &str) -> Result<Cut> {
    match engine {
        "sentencex" => {
            let language = language.to_owned();
            Ok(Box::new(move |text| sentencex::segment(&language, text)))
        }
        // The rules of UAX #29 as they stand; they know no languages.
        "unicode" => Ok(Box::new(|text| text.split_sentence_bounds().collect())),
        "icu" => {
            let locale: LanguageIdentifier = language.parse()?;
            let mut options = SentenceBreakOptions::default();
            options.content_locale = Some(&locale);
            let segmenter = SentenceSegmenter::try_new(options)?;
            Ok(Box::new(move |text| {
                let ends: Vec<usize> = segmenter.as_borrowed().segment_str(text).collect();
                ends.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
            }))
        }
        "srx" => {
            let path = env::var("SEGMENT_SRX").map_err(|_| "SEGMENT_SRX names no file of rules")?;
            let rules = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
            let file = SRX::from_str(&rules).map_err(|error| format!("{path}: {error}"))?;
            let mut rules = file.language_rules(language);
            // The rules for every language alone hardly cut at all.  The other engines take English where they know no
            // rules of a language, so this one does too: `zxx` is the code for no language.
            if rules.len() == file.language_rules("zxx").len() {
                rules = file.language_rules("en");
            }
            Ok(Box::new(move |text| rules.split(text).collect()))
        }
        _ => Err(USAGE.into()),
    }
}
