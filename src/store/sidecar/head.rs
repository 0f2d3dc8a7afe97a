//! The head of a sidecar: what the first page needs, read without the annotations behind it.

use std::fmt;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::annotation::{Markup, Unknown};
use crate::disk;
use crate::input::Article;
use crate::store::sidecar::object::Object;
use crate::store::sidecar::read;
use crate::store::{Fit, VERSION};
use crate::text::offsets::OffsetIndex;

/// Bytes of a head, at most: some thousand corrected boundaries.
const LIMIT: u64 = 4 << 20;

/// The tags and corrected boundaries of the sidecar at `path`, for a page that is shown before the annotations are read. No boundaries
/// where the text was edited since, or in an older file, which has them behind the annotations. `None` where there is no head to go by;
/// what is wrong with the file is told by whoever reads all of it. Costs what stands before the annotations, and a count of the
/// text's code points.
pub fn head(path: &Path, article: &Article) -> Option<Markup> {
    let file = disk::open_regular(path).ok()?;
    let mut fields = Map::new();
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(file.take(LIMIT)));
    // Ends in an error where the annotations begin, as far as it goes.
    let _ = Fields(&mut fields).deserialize(&mut reader);
    if fields.get("version").and_then(Value::as_u64) != Some(VERSION) {
        return None;
    }
    let mut root = Object::new(path, String::new(), Value::Object(fields)).ok()?;
    let tags = read::tags(&mut root, &mut Unknown::default()).ok()?;
    let offsets = OffsetIndex::new(&article.document.text);
    // Each is checked against the words around it.
    let found = read::boundaries(&mut root, article, &offsets, &Fit::Exact).unwrap_or_default().0;
    Some(Markup { tags, boundaries: found.into_iter().collect(), ..Markup::default() })
}

/// Collects the fields of an object up to `annotations`.
struct Fields<'f>(&'f mut Map<String, Value>);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a sidecar")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "annotations" {
                return Err(A::Error::custom("far enough"));
            }
            let value = map.next_value()?;
            self.0.insert(key, value);
        }
        Ok(())
    }
}
