//! From a key to the bytes for the terminal: the state changes, the page is described, drawn, compared and encoded.
//!
//! What no benchmark here has is the terminal. Measured on a pseudo-terminal of 120 by 40 that answers like xterm, by a script that is no part
//! of this (`ttybench.py --vs less,vim,hashiya --ops paint,updown,idle,mem --reps 40 --rounds 9` on a short article, `--ops paint --rounds
//! 9` on 10 MB, `--ops paint,down --reps 30 --rounds 7` on 1 MB for the step that scrolls), two cores, medians in milliseconds; less and vim
//! in the same runs:
//!
//! | | less | vim | hashiya |
//! |---|---:|---:|---:|
//! | start, a short Arabic article: first text on the screen | 2.23 | 18.4 | 3.04 |
//! | start, 10 MB of Arabic: first text on the screen | 2.37 | 49.6 | 3.10 |
//! | a step from sentence to sentence, in vim from line to line | 0.167 | 0.371 | 0.338 |
//! | a step that scrolls the screen | 0.180 | 0.484 | 0.452 |
//! | wake-ups and bytes while idle | 0 | 1 | 0 |
//! | memory, short article (peak MB) | 2.3 | 9.1 | 5.9 |

use std::sync::Arc;

use criterion::Criterion;
use hashiya::app::key::Key;
use hashiya::app::page::Page;
use hashiya::app::{App, Event, Ids, Opened, Settings, Size};
use hashiya::input::Article;
use hashiya::term::paint::Painter;
use hashiya::ui::{self, Theme};
use jiff::Timestamp;
use ratatui::layout::Rect;

const SIZE: Size = Size { columns: 120, rows: 40 };

/// What is measured, and keys that come back to where they began, over and over.
const CASES: [(&str, &[&str]); 4] =
    [("next sentence", &["j", "k"]), ("a page", &["PgDn", "PgUp"]), ("tag", &["1", "1"]), ("the ends", &["G", "g"])];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let theme = Theme::default();
    let area = Rect::new(0, 0, SIZE.columns, SIZE.rows);
    for (size, bytes) in [("100 kB", 100_000), ("10 MB", 10_000_000)] {
        let article = Arc::new(Article::from_text("article.txt", articles::right_to_left(bytes)));
        article.document.count_sentences();
        for (name, keys) in CASES {
            let keys: Vec<Key> = keys.iter().map(|name| Key::parse(name).expect("a key")).collect();
            let now = Timestamp::UNIX_EPOCH;
            let mut app =
                App::new(Arc::clone(&article), Opened::default(), Settings::default(), Ids::Random, SIZE, now);
            let mut painter = Painter::new(Vec::new());
            let mut next = keys.iter().cycle();
            let mut last: Option<Page> = None;
            criterion.bench_function(&format!("frame, {name}, {size}"), |bencher| {
                bencher.iter(|| {
                    let effects = next.next().map(|key| app.update(Event::Key(*key), now));
                    let page = app.view();
                    painter.out().clear();
                    let difference = last.as_ref().map(|last| page.difference(last));
                    let draw = |buffer: &mut _, rows: Option<&[bool]>| ui::draw(&page, &theme, buffer, rows);
                    let painted = painter.paint(area, page.caret, difference.as_ref(), draw);
                    last = Some(page);
                    (effects, painted)
                });
            });
        }
    }
    criterion.final_summary();
}
