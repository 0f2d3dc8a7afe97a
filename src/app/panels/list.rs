//! The annotations, or those of one tag.

use std::rc::Rc;
use std::sync::Arc;

use super::Panel;
use crate::annotation::Annotation;
use crate::app::keys::action::Action;
use crate::app::page::{Label, Strip, fit};
use crate::app::{App, Mode};

#[derive(Debug)]
struct List {
    /// The place in the tag set of the only tag shown.
    tag: Option<usize>,
}

pub(super) fn open(app: &mut App) {
    let annotations = &app.session.markup().annotations;
    if annotations.is_empty() {
        app.session.out.say("Nothing is tagged yet");
        return;
    }
    let selected = annotations.before(app.view.position()).min(annotations.len() - 1);
    app.show_panel(List { tag: None }, selected, Mode::Read);
}

impl List {
    fn annotation<'a>(&self, app: &'a App, row: usize) -> Option<&'a Arc<Annotation>> {
        app.session.row(self.tag, row)
    }
}

impl Panel for List {
    fn title(&self, app: &App, shown: usize) -> String {
        let tag = self.tag.and_then(|nth| app.session.tags().nth(nth));
        let of = tag.map_or("Annotations".to_owned(), |tag| tag.several() + " only");
        format!("{of} ({shown})")
    }

    fn len(&self, app: &App) -> usize {
        app.session.listed(self.tag)
    }

    fn has(&self, app: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        let Some(annotation) = self.annotation(app, row) else { return false };
        let text = annotation.span.slice(&app.view.document().text);
        text.is_some_and(is_in) || annotation.note.as_deref().is_some_and(is_in)
    }

    /// Number of the sentence, tag, text and note.
    fn draw(&self, app: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        let Some(annotation) = self.annotation(app, row).cloned() else { return };
        let place = app.view.flow.place_at(annotation.span.start);
        strip.push_text(&format!("{:>4} ", app.ordinal_of(place)), width, label);
        app.push_sign(&annotation, strip, width, label);
        let note_width = if width >= 60 && annotation.note.is_some() { width / 3 } else { 0 };
        app.aligned(annotation.span, strip, width - note_width, 0, label);
        if let Some(note) = annotation.note.as_deref().filter(|_| note_width > 0) {
            strip.fill(width - note_width, label);
            strip.push_text(" · ", width, label);
            let line = fit(strip.order, note, usize::from(width.saturating_sub(strip.width())), None);
            strip.push(&line, |_| label);
        }
    }

    fn accept(&self, app: &mut App, row: usize) {
        if let Some(start) = self.annotation(app, row).map(|annotation| annotation.span.start) {
            app.view.go_to(start);
        }
    }

    fn perform(&self, app: &mut App, action: Action, row: Option<usize>) {
        if let Action::Filter(nth) = action {
            let tag = if self.tag == Some(nth) { None } else { Some(nth) };
            if app.session.listed(tag) == 0 {
                app.session.out.say("There is none of these");
            } else {
                app.replace_panel(Rc::new(Self { tag }), 0);
            }
            return;
        }
        if action == Action::Tags {
            return app.open_panel(action);
        }
        let Some(annotation) = row.and_then(|row| self.annotation(app, row).cloned()) else { return };
        match action {
            Action::Note => {
                app.prompt_note(vec![annotation.id.clone()], annotation.note.as_deref().unwrap_or_default());
            }
            Action::DeleteRow => app.session.discard(app.view.position(), &annotation.id, "deleted an annotation"),
            _ => {}
        }
    }

    fn offers(&self, _: Action) -> bool {
        true
    }
}
