//! A sorted list of annotations that its clones share. A clone costs a pointer for each few hundred records, a change a copy of one
//! such piece: a change among thousands must not cost thousands, and each is handed to the saver as a state of its own.

use std::sync::Arc;

use super::Annotation;

/// Records of a piece; one that grows beyond is halved.
const FULL: usize = 256;

/// Never empty.
#[derive(Clone, Debug)]
struct Piece {
    items: Arc<Vec<Arc<Annotation>>>,
    /// Where the farthest of its spans ends.
    end: usize,
}

impl Piece {
    fn of(items: &[Arc<Annotation>]) -> Self {
        Self { items: Arc::new(items.to_vec()), end: end(items) }
    }
}

fn end(items: &[Arc<Annotation>]) -> usize {
    items.iter().map(|item| item.span.end).max().unwrap_or(0)
}

/// A place in the list: a piece, and a record of it. The end of the list is the first record of no piece.
pub(super) type At = (usize, usize);

/// See the top of this file.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    len: usize,
}

impl From<Vec<Arc<Annotation>>> for Pieces {
    /// They are in order already.
    fn from(items: Vec<Arc<Annotation>>) -> Self {
        Self { pieces: items.chunks(FULL / 2).map(Piece::of).collect(), len: items.len() }
    }
}

impl Pieces {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.pieces.iter().flat_map(|piece| &*piece.items)
    }

    /// The first record of which that is not true, where it is true of all before.
    pub(super) fn seek(&self, is_before: impl Fn(&Annotation) -> bool) -> At {
        let piece = self.pieces.partition_point(|piece| piece.items.last().is_some_and(|last| is_before(last)));
        (piece, self.pieces.get(piece).map_or(0, |piece| piece.items.partition_point(|item| is_before(item))))
    }

    pub(super) fn get(&self, (piece, item): At) -> Option<&Arc<Annotation>> {
        self.pieces.get(piece)?.items.get(item)
    }

    /// The record with a number from 0.
    pub(super) fn nth(&self, mut number: usize) -> Option<&Arc<Annotation>> {
        for piece in &self.pieces {
            if let Some(item) = piece.items.get(number) {
                return Some(item);
            }
            number -= piece.items.len();
        }
        None
    }

    /// The number of a record.
    pub(super) fn number(&self, (piece, item): At) -> usize {
        self.pieces[..piece].iter().map(|piece| piece.items.len()).sum::<usize>() + item
    }

    /// The records from one on.
    pub(super) fn onward(&self, (piece, item): At) -> impl Iterator<Item = &Arc<Annotation>> {
        self.pieces[piece..].iter().flat_map(|piece| &*piece.items).skip(item)
    }

    /// The records before one, the last first.
    pub(super) fn back_from(&self, (piece, item): At) -> impl Iterator<Item = &Arc<Annotation>> {
        let here = self.pieces.get(piece).map_or(&[][..], |piece| &piece.items[..item]);
        here.iter().rev().chain(self.pieces[..piece].iter().rev().flat_map(|piece| piece.items.iter().rev()))
    }

    /// The records before one whose span ends behind a byte. Pieces without one are not looked into.
    pub(super) fn beyond(&self, byte: usize, (piece, item): At) -> impl Iterator<Item = &Arc<Annotation>> {
        let whole = self.pieces[..piece].iter().filter(move |piece| piece.end > byte).flat_map(|piece| &*piece.items);
        let last = self.pieces.get(piece).map_or(&[][..], |piece| &piece.items[..item]);
        whole.chain(last).filter(move |item| item.span.end > byte)
    }

    pub(super) fn insert(&mut self, (piece, item): At, annotation: Arc<Annotation>) {
        self.len += 1;
        // Behind the last one: that piece grows.
        let (piece, item) = match self.pieces.len().checked_sub(1) {
            Some(last) if piece > last => (last, self.pieces[last].items.len()),
            Some(_) => (piece, item),
            None => return self.pieces.push(Piece::of(&[annotation])),
        };
        let grown = &mut self.pieces[piece];
        grown.end = grown.end.max(annotation.span.end);
        let items = Arc::make_mut(&mut grown.items);
        items.insert(item, annotation);
        if items.len() > FULL {
            let halves = [&items[..FULL / 2], &items[FULL / 2..]].map(Piece::of);
            self.pieces.splice(piece..=piece, halves);
        }
    }

    pub(super) fn remove(&mut self, (piece, item): At) -> Arc<Annotation> {
        self.len -= 1;
        let shrunk = &mut self.pieces[piece];
        let removed = Arc::make_mut(&mut shrunk.items).remove(item);
        if removed.span.end == shrunk.end {
            shrunk.end = end(&shrunk.items);
        }
        if shrunk.items.is_empty() {
            self.pieces.remove(piece);
        }
        removed
    }

    /// The records of two lists without those of the pieces that both begin or end with: after a change here and there, few.
    pub(super) fn apart<'p>(&'p self, other: &'p Self) -> [impl Iterator<Item = &'p Arc<Annotation>>; 2] {
        let (mut one, mut two) = (&self.pieces[..], &other.pieces[..]);
        while let ([first, rest @ ..], [same, others @ ..]) = (one, two)
            && Arc::ptr_eq(&first.items, &same.items)
        {
            (one, two) = (rest, others);
        }
        while let ([rest @ .., last], [others @ .., same]) = (one, two)
            && Arc::ptr_eq(&last.items, &same.items)
        {
            (one, two) = (rest, others);
        }
        [one, two].map(|pieces| pieces.iter().flat_map(|piece| &*piece.items))
    }
}
