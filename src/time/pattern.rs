//! Patterns: what a rule file writes for a temporal expression, and how it is matched.
//!
//! A pattern is a line of words. `on` is that word, `a|an` is either, `{month}` is a word of the class *month* and fills
//! the field *month*, `{year:number}` is a word of the class *number* and fills the field *year*; `~` before an element
//! wants no space before it, `?` after it makes it optional, and `( ... )?` makes several optional together.

use smol_str::SmolStr;

use super::lattice::{Class, Lattice};
use super::piece::Piece;
use super::reading::{Field, Reading, Sense, Value};

/// A pattern ready for matching.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// What its matches mean.
    pub(super) sense: Sense,
    /// The class that its matches belong to for other patterns.
    pub(super) gives: Option<Class>,
    /// Whether its matches are expressions by themselves.
    pub(super) alone: bool,
    /// Fields that every match has.
    pub(super) with: Vec<(Field, Value)>,
    /// Its elements.
    pub(super) nodes: Vec<Node>,
    /// Words of which one must, or must not, stand before or after a match.
    pub(super) beside: Beside,
}

/// What must stand around a match. An empty list asks for nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// One of these stands before.
    pub(super) after: Vec<SmolStr>,
    /// None of these stands before.
    pub(super) not_after: Vec<SmolStr>,
    /// One of these follows.
    pub(super) before: Vec<SmolStr>,
    /// None of these follows.
    pub(super) not_before: Vec<SmolStr>,
}

/// One element of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Node {
    what: What,
    optional: bool,
    glued: bool,
}

#[derive(Clone, Debug)]
enum What {
    Words(Vec<SmolStr>),
    Class(Class, Field),
    Group(Vec<Node>),
}

/// A match: where it ends, and what it says.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// One past its last piece.
    pub(super) end: usize,
    /// What it says.
    pub(super) reading: Reading,
}

impl Pattern {
    /// The words and classes that a match can begin with.
    pub(super) fn first(&self) -> (Vec<SmolStr>, Vec<Class>) {
        let mut found = (Vec::new(), Vec::new());
        first_of(&self.nodes, &mut found);
        found
    }

    /// The classes that it refers to.
    pub(super) fn classes(&self) -> Vec<Class> {
        fn collect(nodes: &[Node], found: &mut Vec<Class>) {
            for node in nodes {
                match &node.what {
                    What::Class(class, _) => found.push(*class),
                    What::Group(nodes) => collect(nodes, found),
                    What::Words(_) => {}
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.nodes, &mut found);
        found
    }

    /// The longest match that begins at a piece.
    pub(super) fn longest(&self, lattice: &Lattice, start: usize) -> Option<Match> {
        if !self.beside.allows_before(lattice, start) {
            return None;
        }
        let mut search = Search { pattern: self, lattice, fields: Vec::new(), best: None };
        search.step(start, &Path { nodes: &self.nodes, rest: None });
        let (end, fields) = search.best?;
        let fields = fields.into_iter().chain(self.with.iter().cloned()).collect();
        Some(Match { end, reading: Reading { sense: self.sense, fields } })
    }
}

impl Beside {
    fn allows_before(&self, lattice: &Lattice, start: usize) -> bool {
        let before = start.checked_sub(1);
        (self.after.is_empty() || stands(&self.after, lattice, before)) && !stands(&self.not_after, lattice, before)
    }

    fn allows_after(&self, lattice: &Lattice, end: usize) -> bool {
        (self.before.is_empty() || stands(&self.before, lattice, Some(end)))
            && !stands(&self.not_before, lattice, Some(end))
    }
}

/// True when one of the words is the piece there. `#` is any number, `^` the sentence's edge, `Capital` a word with a
/// capital letter, `Plural` one that looks like the plural of a noun, `Range` the hyphen behind a year, `ToYear` the one
/// before a year.
fn stands(words: &[SmolStr], lattice: &Lattice, at: Option<usize>) -> bool {
    let piece = at.and_then(|at| lattice.pieces.get(at));
    words.iter().any(|word| match (word.as_str(), piece) {
        ("^", None) => true,
        ("#", Some(piece)) => piece.form.starts_with(|char: char| char.is_ascii_digit()),
        ("Capital", Some(piece)) => piece.capital,
        ("Plural", Some(piece)) => is_plural(piece),
        ("Range", Some(piece)) => is_stroke(piece) && is_year(lattice, at.and_then(|at| at.checked_sub(1))),
        ("ToYear", Some(piece)) => is_stroke(piece) && is_year(lattice, at.map(|at| at + 1)),
        (_, Some(piece)) => piece.form == *word,
        (_, None) => false,
    })
}

fn is_stroke(piece: &Piece) -> bool {
    matches!(piece.form.as_str(), "-" | "/")
}

fn is_year(lattice: &Lattice, at: Option<usize>) -> bool {
    let piece = at.and_then(|at| lattice.pieces.get(at));
    piece.is_some_and(|piece| piece.form.len() == 4 && piece.form.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_plural(piece: &Piece) -> bool {
    let form = piece.form.as_str();
    form.len() > 3
        && form.ends_with('s')
        && !form.ends_with("ss")
        && !piece.capital
        && !matches!(form, "was" | "has" | "this" | "does" | "says" | "always" | "perhaps")
}

fn first_of(nodes: &[Node], found: &mut (Vec<SmolStr>, Vec<Class>)) -> bool {
    for node in nodes {
        let skippable = match &node.what {
            What::Words(words) => {
                found.0.extend(words.iter().cloned());
                false
            }
            What::Class(class, _) => {
                found.1.push(*class);
                false
            }
            What::Group(nodes) => first_of(nodes, found),
        };
        if !skippable && !node.optional {
            return false;
        }
    }
    true
}

/// The elements still to match: the rest of a group, then what follows it.
struct Path<'p> {
    nodes: &'p [Node],
    rest: Option<&'p Path<'p>>,
}

struct Search<'p> {
    pattern: &'p Pattern,
    lattice: &'p Lattice<'p>,
    fields: Vec<(Field, Value)>,
    best: Option<(usize, Vec<(Field, Value)>)>,
}

impl Search<'_> {
    fn step(&mut self, at: usize, path: &Path) {
        let Some((node, after)) = path.nodes.split_first() else {
            return match path.rest {
                Some(rest) => self.step(at, rest),
                None => self.finish(at),
            };
        };
        let rest = Path { nodes: after, rest: path.rest };
        self.take(node, at, &rest);
        if node.optional {
            self.step(at, &rest);
        }
    }

    fn take(&mut self, node: &Node, at: usize, rest: &Path) {
        if let What::Group(nodes) = &node.what {
            return self.step(at, &Path { nodes, rest: Some(rest) });
        }
        let Some(piece) = self.lattice.pieces.get(at).filter(|piece| piece.glued || !node.glued) else { return };
        match &node.what {
            What::Words(words) if words.contains(&piece.form) => self.step(at + 1, rest),
            What::Class(class, field) => {
                let lattice = self.lattice;
                for item in lattice.items(at).iter().filter(|item| item.class == *class) {
                    self.fields.push((*field, item.value.clone()));
                    self.step(at + item.length, rest);
                    self.fields.pop();
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self, end: usize) {
        if self.best.as_ref().is_none_or(|(best, _)| *best < end) && self.pattern.beside.allows_after(self.lattice, end)
        {
            self.best = Some((end, self.fields.clone()));
        }
    }
}

/// Reads the elements of a pattern; the message says what is wrong.
pub(super) fn parse(
    text: &str,
    classes: &[SmolStr],
    fields: &dyn Fn(&str) -> Option<Field>,
) -> Result<Vec<Node>, String> {
    let mut open: Vec<(Vec<Node>, bool)> = Vec::new();
    let mut nodes = Vec::new();
    for word in text.split_whitespace() {
        let (word, optional) = match word.strip_suffix('?') {
            Some(word) if !word.is_empty() => (word, true),
            _ => (word, false),
        };
        let (word, glued) = match word.strip_prefix('~') {
            Some(word) if !word.is_empty() => (word, true),
            _ => (word, false),
        };
        if word == "(" {
            open.push((std::mem::take(&mut nodes), glued));
            continue;
        }
        let what = if word == ")" {
            let (outer, _) = open.pop().ok_or("`)` without `(`")?;
            What::Group(std::mem::replace(&mut nodes, outer))
        } else if let Some(inside) = word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            let (field, class) = inside.split_once(':').unwrap_or((inside, inside));
            let number = classes.iter().position(|name| name == class).ok_or(format!("no class `{class}`"))?;
            What::Class(Class(number as u16), fields(field).ok_or(format!("no field `{field}`"))?)
        } else {
            What::Words(word.split('|').map(SmolStr::new).collect())
        };
        nodes.push(Node { what, optional, glued });
    }
    match open.is_empty() {
        true => Ok(nodes),
        false => Err("`(` without `)`".to_owned()),
    }
}
