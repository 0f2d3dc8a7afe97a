//! A panel of its own file and nothing else has all that panels have.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;

use super::Panel;
use crate::app::key::Key;
use crate::app::mode::Mode;
use crate::app::page::{Label, Strip};
use crate::app::{App, Event, Ids, Opened, Settings, Size};
use crate::input::Article;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// Twenty thousand numbers; counts how often a row was looked at and drawn, and keeps what was taken.
#[derive(Debug, Default)]
struct Numbers {
    looked_at: Rc<Cell<usize>>,
    drawn: Rc<Cell<usize>>,
    taken: Rc<Cell<Option<usize>>>,
}

impl Panel for Numbers {
    fn title(&self, _: &App, shown: usize) -> String {
        format!("Numbers ({shown})")
    }

    fn len(&self, _: &App) -> usize {
        20_000
    }

    fn has(&self, _: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        self.looked_at.set(self.looked_at.get() + 1);
        is_in(&row.to_string())
    }

    fn draw(&self, _: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        self.drawn.set(self.drawn.get() + 1);
        strip.push_text(&row.to_string(), width, label);
    }

    fn accept(&self, _: &mut App, row: usize) {
        self.taken.set(Some(row));
    }
}

fn press(app: &mut App, keys: &str) {
    for name in keys.split_whitespace() {
        app.update(Event::Key(Key::parse(name).unwrap()), NOW);
    }
}

#[test]
fn only_what_is_seen_is_drawn_and_only_a_filter_looks_at_all_rows() {
    let article = Arc::new(Article::from_text("a.txt", "A text.".to_owned()));
    let size = Size { columns: 80, rows: 24 };
    let mut app = App::new(article, Opened::default(), Settings::default(), Ids::Counted(0), size, NOW);
    let panel = Numbers::default();
    let (looked_at, drawn, taken) = (Rc::clone(&panel.looked_at), Rc::clone(&panel.drawn), Rc::clone(&panel.taken));
    app.show_panel(panel, 0, Mode::Read);
    for keys in ["j", "End", "PgUp", "k", "Home", "j"] {
        press(&mut app, keys);
        app.view();
    }
    assert_eq!((looked_at.get(), drawn.get()), (0, 6 * 20));
    press(&mut app, "/ 1 9 9 9 Enter j j");
    app.view();
    // Once for each letter, and not for the keys and frames after it.
    assert_eq!(looked_at.get(), 4 * 20_000);
    press(&mut app, "Enter");
    assert_eq!(taken.get(), Some(19_990));
    assert!(app.panel().is_none());
}
