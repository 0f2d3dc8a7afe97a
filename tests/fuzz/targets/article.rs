//! What holds of any article that was opened.

use hashiya::input::Article;
use hashiya::text::offsets::OffsetIndex;
use hashiya::text::paragraph::MAX_PIECE;

/// Paragraphs and sentences are in order, apart, not blank, on character boundaries, and numbered as they are counted.
pub(crate) fn check(article: &Article) {
    let text = article.document.text.as_str();
    let mut end = 0;
    let mut ordinal = 0;
    let mut sentences = 0;
    for (index, paragraph) in article.document.paragraphs.iter().enumerate() {
        let span = paragraph.span;
        assert!(end <= span.start, "paragraphs are apart and in order: {paragraph:?}");
        end = span.end;
        let inside = span.slice(text).expect("on character boundaries");
        assert!(!inside.trim().is_empty(), "a blank paragraph: {paragraph:?}");
        assert!(span.len() <= MAX_PIECE, "{paragraph:?}");
        let next = if paragraph.continued { ordinal } else { ordinal + 1 };
        assert_eq!(paragraph.ordinal, next, "{paragraph:?}");
        ordinal = next;
        let explained = article.document.explained(index);
        for (sentence, explained) in article.document.sentences(index).iter().zip(&explained) {
            assert_eq!(explained.span, *sentence, "a sentence is the same with its reasons");
            let ends = explained.reasons.iter().map(|reason| (reason.mark.slice(text).is_some(), reason.rule.ends()));
            assert!(
                ends.rev().enumerate().all(|(after, (inside, ends))| inside && ends == (after == 0)),
                "{explained:?}"
            );
        }
        assert_eq!(article.document.sentences(index).len(), explained.len());
        let mut from = span.start;
        for sentence in article.document.sentences(index) {
            let exact = sentence.slice(text).expect("on character boundaries");
            assert!(from <= sentence.start && sentence.end <= span.end, "{sentence:?} in {paragraph:?}");
            assert!(!exact.is_empty() && exact.trim() == exact, "{exact:?}");
            assert!(text[from..sentence.start].chars().all(|between| between.is_whitespace() || between == '>'));
            from = sentence.end;
            sentences += 1;
            assert_eq!(article.document.sentence_ordinal(sentence.start), sentences);
            assert_eq!(article.document.sentence(sentences), Some((index, sentence)));
        }
        assert!(text[from..span.end].chars().all(|after| after.is_whitespace() || after == '>'));
    }
    assert_eq!(article.document.sentence(sentences + 1), None);
    let offsets = OffsetIndex::new(text);
    assert_eq!(offsets.total_code_points(), text.chars().count());
}
