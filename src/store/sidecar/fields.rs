//! The fields of an annotation in the sidecar, a row each: how it is read, written, merged and described. What an annotation carries
//! more is one row more, and a property of `assets/sidecar.schema.json`, which a test holds against this table.

use serde_json::{Value, json};

use crate::annotation::{Annotation, State};
use crate::store::SidecarError;
use crate::store::sidecar::object::{Object, quoted};
use crate::text::Document;
use crate::text::offsets::OffsetIndex;

/// What becomes of a field that both sides of a merge changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum Merging {
    /// It tells which record it is.
    Id,
    /// Another one makes it another annotation: both are kept.
    Tag,
    /// The same, of its range.
    Place,
    /// Comes along with the range.
    WithPlace,
    /// Both texts are kept in it.
    Note,
    /// Told afresh whenever the file is written: nobody's work.
    Told,
    /// The earlier time counts.
    Earlier,
    /// The later time counts.
    Later,
    /// Stands by itself; the other value is kept beside it.
    Alone,
}

/// An annotation while it is read, and the range that the file gives it, in code points.
#[derive(Debug, Default)]
pub(in crate::store) struct Draft {
    pub(in crate::store) annotation: Annotation,
    pub(in crate::store) start: u64,
    pub(in crate::store) end: u64,
}

/// What is asked of the article while an annotation is written.
pub(in crate::store) struct Places<'d> {
    pub(in crate::store) document: &'d Document,
    pub(in crate::store) offsets: &'d OffsetIndex<'d>,
}

impl Places<'_> {
    /// The range in code points: where it is, or where it was last.
    fn range(&self, item: &Annotation) -> (usize, usize) {
        let points = |at| self.offsets.code_points(at);
        item.lost.map_or_else(|| (points(item.span.start), points(item.span.end)), |lost| (lost.start, lost.end))
    }
}

/// A field.
pub(in crate::store) struct Field {
    pub(in crate::store) name: &'static str,
    pub(in crate::store) merging: Merging,
    /// Takes it out of the object, under its name.
    read: fn(&mut Object, &str, &mut Draft) -> Result<(), SidecarError>,
    /// Its value; `None` leaves it out.
    write: fn(&Annotation, &Places) -> Option<Value>,
    /// Whether it is always written.
    #[cfg(test)]
    required: bool,
    /// What the schema says of it, but for the description.
    #[cfg(test)]
    schema: &'static str,
}

macro_rules! field {
    ($name:literal, $merging:ident, $required:literal, $schema:literal, $read:expr, $write:expr) => {
        Field {
            name: $name,
            merging: Merging::$merging,
            read: $read,
            write: $write,
            #[cfg(test)]
            required: $required,
            #[cfg(test)]
            schema: $schema,
        }
    };
}

/// All fields, in the order of the file. A merge adds `conflict`, which is kept like a field that is not known.
pub(in crate::store) const FIELDS: &[Field] = &[
    field!(
        "id",
        Id,
        true,
        r#"{ "type": "string", "minLength": 1 }"#,
        |object, name, draft| {
            draft.annotation.id = object.string(name)?;
            if draft.annotation.id.is_empty() { Err(object.wrong(name, "is empty")) } else { Ok(()) }
        },
        |item, _| Some(json!(item.id))
    ),
    field!(
        "tag",
        Tag,
        true,
        r#"{ "type": "string" }"#,
        |object, name, draft| object.string(name).map(|tag| draft.annotation.tag = tag),
        |item, _| Some(json!(item.tag))
    ),
    field!(
        "start",
        Place,
        true,
        r#"{ "type": "integer", "minimum": 0 }"#,
        |object, name, draft| object.number(name).map(|start| draft.start = start),
        |item, places| Some(json!(places.range(item).0))
    ),
    field!(
        "end",
        Place,
        true,
        r#"{ "type": "integer", "minimum": 1 }"#,
        |object, name, draft| {
            draft.end = object.number(name)?;
            let (start, end) = (draft.start, draft.end);
            let problem = || format!("is {end}, must be past the start, which is {start}");
            if start < end { Ok(()) } else { Err(object.wrong(name, &problem())) }
        },
        |item, places| Some(json!(places.range(item).1))
    ),
    field!(
        "exact",
        WithPlace,
        true,
        r#"{ "type": "string" }"#,
        |object, name, draft| object.string(name).map(|exact| draft.annotation.quote.exact = exact),
        |item, _| Some(json!(item.quote.exact))
    ),
    field!(
        "before",
        WithPlace,
        false,
        r#"{ "type": ["string", "null"] }"#,
        |object, name, draft| object.optional(name).map(|before| draft.annotation.quote.before = before),
        |item, _| item.quote.before.as_ref().map(|before| json!(before))
    ),
    field!(
        "after",
        WithPlace,
        false,
        r#"{ "type": ["string", "null"] }"#,
        |object, name, draft| object.optional(name).map(|after| draft.annotation.quote.after = after),
        |item, _| item.quote.after.as_ref().map(|after| json!(after))
    ),
    field!(
        "prefix",
        WithPlace,
        false,
        r#"{ "type": ["string", "null"] }"#,
        |object, name, draft| object
            .optional(name)
            .map(|text| draft.annotation.quote.prefix = text.unwrap_or_default()),
        |item, _| Some(json!(item.quote.prefix))
    ),
    field!(
        "suffix",
        WithPlace,
        false,
        r#"{ "type": ["string", "null"] }"#,
        |object, name, draft| object
            .optional(name)
            .map(|text| draft.annotation.quote.suffix = text.unwrap_or_default()),
        |item, _| Some(json!(item.quote.suffix))
    ),
    field!(
        "once",
        WithPlace,
        false,
        r#"{ "type": "boolean" }"#,
        |object, name, draft| object.flag(name).map(|once| draft.annotation.quote.once = once),
        |item, _| item.quote.once.then_some(json!(true))
    ),
    field!(
        "unlike",
        WithPlace,
        false,
        r#"{ "type": "boolean" }"#,
        |object, name, draft| object.flag(name).map(|unlike| draft.annotation.quote.unlike = unlike),
        |item, _| item.quote.unlike.then_some(json!(true))
    ),
    field!(
        "sentence",
        Told,
        false,
        r#"{ "type": "integer", "minimum": 0 }"#,
        |object, name, _| if object.has(name) { object.number(name).map(drop) } else { Ok(()) },
        |item, places| Some(json!(places.document.sentence_ordinal(item.span.start)))
    ),
    field!(
        "state",
        WithPlace,
        false,
        r#"{ "enum": ["exact", "moved", "respelled", "changed", "ambiguous", "orphan"] }"#,
        |object, name, draft| state(object, name).map(|state| draft.annotation.state = state),
        |item, _| (!item.state.is_settled()).then(|| json!(item.state.name()))
    ),
    field!(
        "note",
        Note,
        false,
        r#"{ "type": ["string", "null"] }"#,
        |object, name, draft| {
            draft.annotation.note = object.optional(name)?.filter(|note| !note.is_empty());
            Ok(())
        },
        |item, _| item.note.as_ref().map(|note| json!(note))
    ),
    field!(
        "creator",
        Alone,
        true,
        r#"{ "type": "string" }"#,
        |object, name, draft| object.string(name).map(|creator| draft.annotation.creator = creator),
        |item, _| Some(json!(item.creator))
    ),
    field!(
        "created",
        Earlier,
        true,
        r#"{ "type": "string", "format": "date-time" }"#,
        |object, name, draft| object.time(name).map(|time| draft.annotation.created = time),
        |item, _| Some(json!(item.created.to_string()))
    ),
    field!(
        "modified",
        Later,
        true,
        r#"{ "type": "string", "format": "date-time" }"#,
        |object, name, draft| object.time(name).map(|time| draft.annotation.modified = time),
        |item, _| Some(json!(item.modified.to_string()))
    ),
];

/// Takes all fields out of an object; what is left in it is not known.
///
/// # Errors
/// When one is missing where it must be there, or has a wrong type or value.
pub(in crate::store) fn read(object: &mut Object) -> Result<Draft, SidecarError> {
    let mut draft = Draft::default();
    for field in FIELDS {
        (field.read)(object, field.name, &mut draft)?;
    }
    Ok(draft)
}

/// The fields of an annotation.
pub(in crate::store) fn write(item: &Annotation, places: &Places) -> Value {
    let fields = FIELDS.iter().filter_map(|field| Some((field.name.to_owned(), (field.write)(item, places)?)));
    Value::Object(fields.collect())
}

/// The names of the fields that are merged so.
pub(in crate::store) fn merged(merging: Merging) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter(move |field| field.merging == merging).map(|field| field.name)
}

/// The state that an annotation or boundary was left in; it is left out where the place is sure.
///
/// # Errors
/// When there is no such state.
pub(in crate::store) fn state(object: &mut Object, name: &str) -> Result<State, SidecarError> {
    let Some(found) = object.optional(name)? else { return Ok(State::Exact) };
    match State::from_name(&found) {
        Some(State::Moved | State::Exact) => Ok(State::Exact),
        Some(state) => Ok(state),
        None => {
            let names = State::NAMES.map(|(_, name)| name).join(", ");
            Err(object.wrong(name, &format!("{} is none of {names}", quoted(&found))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_the_fields_of_the_table() {
        let schema: Value = serde_json::from_str(include_str!("../../../assets/sidecar.schema.json")).expect("JSON");
        let items = &schema["properties"]["annotations"]["items"];
        let described = items["properties"].as_object().expect("an object");
        let known: Vec<&String> = described.keys().filter(|name| *name != "conflict").collect();
        assert_eq!(known, FIELDS.iter().map(|field| field.name).collect::<Vec<_>>());
        for field in FIELDS {
            let mut property = described[field.name].as_object().expect("an object").clone();
            property.shift_remove("description");
            let expected: Value = serde_json::from_str(field.schema).expect("JSON");
            assert_eq!(Value::Object(property), expected, "{}", field.name);
        }
        let required: Vec<&str> = FIELDS.iter().filter(|field| field.required).map(|field| field.name).collect();
        assert_eq!(items["required"], json!(required));
    }
}
