//! Fields of an object of JSON, taken out one by one, with errors that say where they are.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Map, Value};

pub(in crate::store) use super::json::quoted;
use crate::store::SidecarError;
use crate::store::sidecar::json::shortened;

/// An object of the file and where it is; what is not taken out of it is unknown and kept.
pub(in crate::store) struct Object<'p> {
    pub(in crate::store) path: &'p Path,
    at: String,
    pub(in crate::store) map: Map<String, Value>,
}

impl<'p> Object<'p> {
    pub(in crate::store) fn new(path: &'p Path, at: String, value: Value) -> Result<Self, SidecarError> {
        if let Value::Object(map) = value {
            return Ok(Self { path, at, map });
        }
        let at = if at.is_empty() { "the whole file".to_owned() } else { at };
        let problem = format!("is {}, must be an object", kind(&value));
        Err(SidecarError::Field { path: path.to_owned(), at, problem })
    }

    pub(in crate::store) fn wrong(&self, key: &str, problem: &str) -> SidecarError {
        let at = if self.at.is_empty() { key.to_owned() } else { format!("{}.{key}", self.at) };
        SidecarError::Field { path: self.path.to_owned(), at, problem: crate::store::printable(problem) }
    }

    pub(in crate::store) fn take(&mut self, key: &str) -> Result<Value, SidecarError> {
        // Not `remove`, which would change the order of what is kept.
        self.map.shift_remove(key).ok_or_else(|| self.wrong(key, "is missing"))
    }

    pub(in crate::store) fn string(&mut self, key: &str) -> Result<String, SidecarError> {
        match self.take(key)? {
            Value::String(text) => Ok(text),
            other => Err(self.wrong(key, &format!("is {}, must be a string", kind(&other)))),
        }
    }

    pub(in crate::store) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    pub(in crate::store) fn optional(&mut self, key: &str) -> Result<Option<String>, SidecarError> {
        if self.map.get(key).is_none_or(Value::is_null) {
            self.map.shift_remove(key);
            return Ok(None);
        }
        self.string(key).map(Some)
    }

    /// `false` where it is left out.
    pub(in crate::store) fn flag(&mut self, key: &str) -> Result<bool, SidecarError> {
        match self.map.shift_remove(key) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(value) => Err(self.wrong(key, &format!("is {}, must be true or false", kind(&value)))),
        }
    }

    pub(in crate::store) fn number(&mut self, key: &str) -> Result<u64, SidecarError> {
        let value = self.take(key)?;
        value.as_u64().ok_or_else(|| {
            let found = if value.is_number() { shortened(&value.to_string()) } else { kind(&value).to_owned() };
            self.wrong(key, &format!("is {found}, must be a whole number from 0"))
        })
    }

    pub(in crate::store) fn list(&mut self, key: &str) -> Result<Vec<Value>, SidecarError> {
        match self.take(key)? {
            Value::Array(items) => Ok(items),
            other => Err(self.wrong(key, &format!("is {}, must be a list", kind(&other)))),
        }
    }

    pub(in crate::store) fn time(&mut self, key: &str) -> Result<Timestamp, SidecarError> {
        let text = self.string(key)?;
        text.parse()
            .map_err(|_| self.wrong(key, &format!("{} is not a time such as 2025-01-31T12:00:00Z", quoted(&text))))
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
