//! To come with the layout.
