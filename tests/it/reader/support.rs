//! A reader on a fake terminal: text, keys, text.
//!
//! Articles and pictures are CapRTL: a capital stands for a right-to-left letter (A–Z are U+05D0 and after, which do not join), in
//! the article, in what is typed, and on the screen. Other capitals of the screen (`LOCKED`) are what they are.
//!
//! The style grid has one letter for each cell of the text grid:
//!
//! | letter | the cell |
//! |---|---|
//! | `.` | nothing special |
//! | `c` `q` `f` | of a sentence tagged as claim, quote, figure; also the tag in the margin |
//! | `1` `2` `3` | of a part tagged so |
//! | `-` | of the current sentence; `C` `Q` `F` with a tag on it, `7` `8` `9` on a part of it |
//! | `v` | being chosen: an extension or a part |
//! | `m` `M` | a match of the search; the one that the reader is at |
//! | `h` | bold: a heading, the bar |
//! | `s` `e` | status line; an error in it |
//! | `k` | a key of the footer |
//! | `p` `t` `>` | panel, its title, its selected row |

use std::path::PathBuf;
use std::sync::Arc;

use hashiya::annotation::Boundary;
use hashiya::app::key::{Code, Key};
use hashiya::app::page::Page;
use hashiya::app::tally::touched;
use hashiya::app::{App, Effect, Event, Ids, Opened, Settings, Size};
use hashiya::input::{Article, Origin};
use hashiya::store::Report;
use hashiya::text::Span;
use hashiya::ui::{self, Theme};
use jiff::Timestamp;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

pub(crate) use crate::caprtl::{capitals, caprtl};

/// Where the annotations would be saved.
pub(crate) const SIDECAR: &str = "/articles/news.txt.hashiya.json";

/// What becomes of what is handed to the saver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Disk {
    /// It is saved at once.
    Quick,
    /// It waits for [`Reader::disk`].
    Slow,
    /// It fails; another file is on another disk.
    Full,
    /// It fails, and so does every other.
    Gone,
}

/// The program on a fake terminal and a fake disk. Time stands still.
pub(crate) struct Reader {
    app: App,
    disk: Disk,
    /// Where the saver saves.
    place: PathBuf,
    /// Saves that were asked for and not answered.
    waiting: Vec<(u64, Option<PathBuf>)>,
    /// How often, and where to, saving was asked for.
    pub(crate) saves: Vec<Option<PathBuf>>,
    /// Effects that leave the program, as they came.
    pub(crate) copied: Vec<String>,
    pub(crate) edited: Vec<String>,
    pub(crate) exported: Vec<(usize, Option<PathBuf>)>,
    /// How many of the exports may overwrite what is there.
    pub(crate) overwritten: usize,
    pub(crate) redrawn: usize,
    pub(crate) suspended: usize,
    pub(crate) recovering: usize,
    pub(crate) forgotten: Vec<PathBuf>,
    pub(crate) has_quit: bool,
}

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).expect("a time")
}

impl Reader {
    /// Opens a CapRTL article on a screen of 60 columns and 12 rows, with a measure of 40 columns.
    pub(crate) fn new(text: &str) -> Self {
        Self::sized(text, 60, 12)
    }

    pub(crate) fn sized(text: &str, columns: u16, rows: u16) -> Self {
        let settings = Settings { measure: 40, creator: "mona".into(), ..Settings::default() };
        Self::open(text, Opened::default(), settings, Size { columns, rows })
    }

    /// Opens Markdown in CapRTL, with a measure of 40 columns.
    pub(crate) fn markdown(text: &str, columns: u16, rows: u16) -> Self {
        let settings = Settings { measure: 40, creator: "mona".into(), ..Settings::default() };
        let article = Article::from_bytes("news.md", Origin::Stdin, caprtl(text).as_bytes()).expect("an article");
        Self::with(article, Opened::default(), settings, Size { columns, rows })
    }

    pub(crate) fn open(text: &str, opened: Opened, settings: Settings, size: Size) -> Self {
        Self::with(Article::from_text("news.txt", caprtl(text)), opened, settings, size)
    }

    pub(crate) fn with(article: Article, opened: Opened, settings: Settings, size: Size) -> Self {
        let opened = Opened { path: SIDECAR.into(), ..opened };
        let app = App::new(Arc::new(article), opened, settings, Ids::Counted(0), size, now());
        let mut reader = Self {
            app,
            disk: Disk::Quick,
            place: SIDECAR.into(),
            waiting: Vec::new(),
            saves: Vec::new(),
            copied: Vec::new(),
            edited: Vec::new(),
            exported: Vec::new(),
            overwritten: 0,
            redrawn: 0,
            suspended: 0,
            recovering: 0,
            forgotten: Vec::new(),
            has_quit: false,
        };
        let effects = reader.app.take_effects();
        reader.perform(effects);
        reader
    }

    /// Presses keys, named as the help names them, with blanks between; what stands in `"…"` is typed letter by letter.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for (number, part) in keys.split('"').enumerate() {
            if number % 2 == 1 {
                for character in caprtl(part).chars() {
                    self.event(Event::Key(Key::plain(Code::Char(character))));
                }
            } else {
                for name in part.split_whitespace() {
                    let key = Key::parse(name).unwrap_or_else(|| panic!("no key {name}"));
                    self.event(Event::Key(key));
                }
            }
        }
        self
    }

    pub(crate) fn event(&mut self, event: Event) -> &mut Self {
        let effects = self.app.update(event, now());
        self.perform(effects);
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.event(Event::Resize(Size { columns, rows }))
    }

    /// Changes what the disk does, and lets it do so with what waits.
    pub(crate) fn disk(&mut self, disk: Disk) -> &mut Self {
        self.disk = disk;
        if disk != Disk::Slow {
            for (revision, to) in std::mem::take(&mut self.waiting) {
                self.answer(revision, to.as_ref());
            }
        }
        self
    }

    fn answer(&mut self, revision: u64, to: Option<&PathBuf>) {
        let path = to.cloned().unwrap_or_else(|| self.place.clone());
        let fails = match self.disk {
            Disk::Full => path.as_path() == std::path::Path::new(SIDECAR),
            Disk::Gone => true,
            Disk::Quick | Disk::Slow => false,
        };
        let report = if fails {
            let message =
                format!("{}: not saved: the disk is full; free some space, or save elsewhere", path.display());
            Report::Failed { revision, path, cause: "the disk is full".into(), message, again: true }
        } else {
            self.place.clone_from(&path);
            Report::Saved { revision, path, written: !self.app.annotations().is_empty() || revision > 0 }
        };
        self.event(Event::Saver(report));
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Save { snapshot, to } => {
                    let revision = snapshot.revision;
                    self.saves.push(to.clone());
                    if self.disk == Disk::Slow {
                        self.waiting.push((revision, to));
                    } else {
                        self.answer(revision, to.as_ref());
                    }
                }
                Effect::Copy(text) => self.copied.push(capitals(&text)),
                Effect::Edit(text) => self.edited.push(capitals(&text)),
                Effect::Export { format, to, overwrite, .. } => {
                    self.overwritten += usize::from(overwrite);
                    self.exported.push((format, to));
                }
                Effect::Count(spans) => {
                    self.app.article().document.count_sentences();
                    let touched = touched(self.app.article(), &spans);
                    self.event(Event::Counted(touched));
                }
                Effect::Recover(_) => self.recovering += 1,
                Effect::Forget(offer) => self.forgotten.push(offer.copy),
                // What is read again is put in by the test.
                Effect::Harakat | Effect::Reload => {}
                Effect::Redraw => self.redrawn += 1,
                Effect::Suspend => self.suspended += 1,
                Effect::Quit => self.has_quit = true,
            }
        }
    }

    pub(crate) fn page(&mut self) -> Page {
        self.app.view()
    }

    fn painted(&mut self) -> Buffer {
        let page = self.page();
        let mut buffer = Buffer::empty(Rect::new(0, 0, page.size.columns, page.size.rows));
        ui::draw(&page, &Theme { colours: true }, &mut buffer, None);
        buffer
    }

    fn grid(&mut self, mut of: impl FnMut(&Cell) -> String) -> Vec<String> {
        let buffer = self.painted();
        let width = usize::from(buffer.area.width).max(1);
        buffer.content.chunks(width).map(|row| row.iter().map(&mut of).collect()).collect()
    }

    /// The whole screen; blanks at the ends of rows are left out.
    pub(crate) fn screen(&mut self) -> Vec<String> {
        self.grid(|cell| capitals(cell.symbol())).iter().map(|row| row.trim_end().to_owned()).collect()
    }

    /// The rows above status line and footer.
    pub(crate) fn text(&mut self) -> Vec<String> {
        let mut rows = self.screen();
        rows.truncate(rows.len() - 2);
        rows
    }

    /// The styles of [`text`](Self::text); `.` at the ends of rows is left out.
    pub(crate) fn styles(&mut self) -> Vec<String> {
        let mut rows = self.grid(|cell| letter(cell).to_string());
        rows.truncate(rows.len() - 2);
        rows.iter().map(|row| row.trim_end_matches('.').to_owned()).collect()
    }

    pub(crate) fn status(&mut self) -> String {
        let rows = self.screen();
        rows[rows.len() - 2].clone()
    }

    pub(crate) fn footer(&mut self) -> String {
        let rows = self.screen();
        rows[rows.len() - 1].clone()
    }

    /// The whole screen as one text.
    pub(crate) fn all(&mut self) -> String {
        self.screen().join("\n")
    }

    /// The caret of a line being written: column and row.
    pub(crate) fn caret(&mut self) -> Option<(u16, u16)> {
        self.page().caret
    }

    /// The current sentence.
    pub(crate) fn current(&mut self) -> String {
        let position = self.app.position();
        let article = Arc::clone(self.app.article());
        let index = article.document.paragraph_at(position).expect("a paragraph");
        let sentences = article.document.sentences(index);
        let span = sentences.iter().find(|span| span.start == position).copied().unwrap_or_default();
        self.exact(span)
    }

    fn exact(&self, span: Span) -> String {
        capitals(span.slice(&self.app.article().document.text).expect("whole characters"))
    }

    /// The annotations in the order of the text: tag, text, note.
    pub(crate) fn annotations(&self) -> Vec<String> {
        let mut rows: Vec<_> = self.app.annotations().iter().collect();
        rows.sort_by_key(|annotation| (annotation.span.start, annotation.span.end, annotation.tag.clone()));
        rows.iter()
            .map(|annotation| {
                let note = annotation.note.as_deref().map_or(String::new(), |note| format!(" ({})", capitals(note)));
                format!("{} {}{note}", annotation.tag, self.exact(annotation.span))
            })
            .collect()
    }

    /// The corrected boundaries in the order of the text: kind, and the text around as far as two words.
    pub(crate) fn boundaries(&self) -> Vec<String> {
        let text = &self.app.article().document.text;
        let row = |boundary: &Boundary| {
            assert!(boundary.quote.fits(text, boundary.position), "{boundary:?}");
            let before = boundary.quote.before.split_whitespace().next_back().unwrap_or_default();
            let after = boundary.quote.after.split_whitespace().next().unwrap_or_default();
            capitals(&format!("{} {before}|{after}", boundary.kind.name()))
        };
        self.app.boundaries().iter().map(row).collect()
    }

    /// The sentences of the paragraph that the current one is in.
    pub(crate) fn sentences(&mut self) -> Vec<String> {
        let position = self.app.position();
        let article = Arc::clone(self.app.article());
        let index = article.document.paragraph_at(position).expect("a paragraph");
        article.document.sentences(index).into_iter().map(|span| self.exact(span)).collect()
    }

    pub(crate) fn app(&mut self) -> &mut App {
        &mut self.app
    }
}

/// The letter of a cell's style; see the top of this file.
fn letter(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    let tag = match cell.fg {
        Color::Indexed(161 | 124) => Some(0),
        Color::Indexed(28 | 22) => Some(1),
        Color::Indexed(27 | 19) => Some(2),
        _ => None,
    };
    let part = has(Modifier::UNDERLINED) && has(Modifier::BOLD);
    match (cell.bg, tag) {
        (Color::Indexed(215), _) => 'm',
        (Color::Indexed(130), _) => 'M',
        (Color::Indexed(153), _) => 'v',
        (Color::Indexed(236), _) => 'p',
        (Color::Indexed(24), _) => 't',
        (Color::Indexed(160), _) => 'e',
        (Color::Indexed(229), None) => '-',
        (Color::Indexed(229), Some(tag)) if part => ['7', '8', '9'][tag],
        (Color::Indexed(229), Some(tag)) => ['C', 'Q', 'F'][tag],
        (_, Some(tag)) if part => ['1', '2', '3'][tag],
        (_, Some(tag)) => ['c', 'q', 'f'][tag],
        _ if has(Modifier::REVERSED) => 's',
        _ if cell.fg == Color::Indexed(30) => 'k',
        _ if has(Modifier::BOLD) => 'h',
        _ => '.',
    }
}
