//! Bytes become an [`Article`].

mod article;
pub mod sample;

pub use article::{Article, OpenError, Origin};
