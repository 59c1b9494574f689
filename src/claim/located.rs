//! Where places lie by the text: `located(place, container)`.
//!
//! "Marawi, the capital of Lanao del Sur", "Ashta in Madhya Pradesh's Sehore district", "the Louisiana town of Opelousas".
//! The words between two names decide, by the patterns of `rules/claims/_place.toml`. A place from which another is
//! reckoned ("near Kirkuk, in Anbar province") is put there no more than nearby: `located-near`.

use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::pattern::Pattern;
use super::vocabulary::{PlaceWords, has};
use super::{Claim, Filler, Manner, Reading, Vocabulary};
use crate::gazetteer::NounClass;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::mention::{Mention, MentionKind};
use crate::text::{TokenId, TokenRange};

/// The most tokens between a place and its container.
const REACH: usize = 12;

/// The claims on where places lie, of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    let places: Vec<&Mention> = reading.mentions.all.iter().filter(|mention| is_place(mention)).collect();
    for (at, &first) in places.iter().enumerate() {
        let sentence = document.sentence_of(first.tokens.start).tokens;
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        let finder = Finder { reading, words: &vocabulary.place };
        let mut after = places[at + 1..].iter().copied().take_while(|next| sentence.holds(next.tokens.start));
        if let Some(next) = after.clone().next().filter(|next| finder.is_outside(first, next)) {
            claims.push(finder.located(next, first));
        }
        if first.kind == MentionKind::Other || finder.is_common(first) {
            continue;
        }
        // What the container lies in holds the place too: "X in Y's Z district", "X, a village in Y, in Z".
        let mut holder =
            after.find(|next| next.kind != MentionKind::Other).filter(|next| finder.is_inside(first, next));
        for _ in 0..2 {
            let Some(outer) = holder else { break };
            claims.push(finder.located(first, outer));
            let next = after.find(|next| next.kind != MentionKind::Other);
            holder = next.filter(|next| finder.is_inside(outer, next) || finder.is_outside(outer, next));
        }
    }
    claims
}

/// True for a place's name, a noun that stands for one, and what may be a nationality.
fn is_place(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Place | MentionKind::Locality | MentionKind::Other)
}

struct Finder<'a> {
    reading: &'a Reading,
    words: &'a PlaceWords,
}

impl Finder<'_> {
    /// True when the words between say that the first place lies in the second.
    fn is_inside(&self, inner: &Mention, outer: &Mention) -> bool {
        let gap = between(inner, outer);
        let locality = inner.kind == MentionKind::Locality;
        let patterns = if locality { &self.words.inside_locality } else { &self.words.inside };
        let country = || NounClass::of(&outer.name) == Some(NounClass::Country);
        let holds = outer.kind == MentionKind::Place || outer.kind == MentionKind::Locality && country();
        if !holds || gap.len() > REACH || self.modifies(outer) {
            return false;
        }
        let comma = gap.len() == 1 && self.reading.document.form(gap.start) == ",";
        if comma && !locality {
            return self.is_address(inner, outer);
        }
        self.fits(gap, patterns)
            && !self.is_bygone(gap)
            && (self.belongs(inner, outer) || self.has_area_noun(gap, outer))
    }

    /// True when the words between say that the second place lies in the first.
    fn is_outside(&self, outer: &Mention, inner: &Mention) -> bool {
        let gap = between(outer, inner);
        let patterns = match outer.kind {
            MentionKind::Place => &self.words.outside,
            MentionKind::Other => &self.words.national,
            _ => return false,
        };
        let named = inner.kind == MentionKind::Place && gap.len() <= REACH;
        named && !self.is_bygone(gap) && self.fits(gap, patterns) && (self.has_class(gap) || !self.modifies(inner))
    }

    fn fits(&self, gap: TokenRange, patterns: &[Pattern]) -> bool {
        let document = &self.reading.document;
        let start = gap.start.0;
        patterns.iter().any(|pattern| {
            pattern.matches(gap.len(), &|at, word| self.is_of(document, TokenId(start + at as u32), word))
        })
    }

    /// True when a token is the word, or is of the class.
    fn is_of(&self, document: &Document, id: TokenId, word: &str) -> bool {
        let token = document.token(id);
        let form = document.form(id);
        let class = || NounClass::of(&token.lemma);
        match word {
            "DET" => token.upos == Upos::Det || token.xpos == Xpos::Prps,
            "MOD" => {
                let other = self.reading.mentions.at(id).is_some_and(|mention| mention.kind == MentionKind::Other);
                let light = ["-", "port", "today", "'s", "\u{2019}s", "present", "day", "hill", "border"];
                matches!(token.upos, Upos::Adj | Upos::Num | Upos::Adv)
                    || other
                    || light.contains(&form)
                    || matches!(token.xpos, Xpos::Vbg | Xpos::Vbn)
                    || (matches!(token.upos, Upos::Verb | Upos::Noun) && hyphened(document, id))
            }
            "NOUN" => matches!(token.upos, Upos::Noun | Upos::Propn),
            "PLACE" => matches!(class(), Some(NounClass::Settlement | NounClass::Capital | NounClass::Division)),
            "TOWN" => class() == Some(NounClass::Settlement),
            "AREA" => matches!(class(), Some(NounClass::Division | NounClass::Country)),
            "CAPITAL" => class() == Some(NounClass::Capital),
            "BE" => matches!(form, "is" | "are" | "'s" | "\u{2019}s"),
            "OWN" => document.is_possessive(id),
            _ => form.eq_ignore_ascii_case(word),
        }
    }

    /// True for "X, Y" that is no list and no start of a clause: "the trial in Bristol, Tennessee."
    fn is_address(&self, inner: &Mention, outer: &Mention) -> bool {
        let document = &self.reading.document;
        let form = |at: Option<u32>| {
            at.map(TokenId).filter(|at| at.index() < document.tokens.len()).map(|at| document.form(at))
        };
        let after = form(Some(outer.tokens.end.0)).unwrap_or(".");
        let before = form(inner.tokens.start.0.checked_sub(1)).unwrap_or(".");
        let role = document.token(outer.head).deprel;
        let closed = [",", ".", ")", ";", "\"", "\u{201d}", "--", "\u{2014}", "\u{2013}", "-", "("].contains(&after);
        let list = [",", "and", "or", "&"].contains(&before) || self.opens_list(outer);
        // "In Gaza, Egypt, which ..." opens a sentence with a place; "a judge in Ayacucho, Bolivia, freed" does not.
        let opens = inner.tokens.start.0 <= document.sentence_of(inner.tokens.start).tokens.start.0 + 1;
        let apart = matches!(role, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Conj | Deprel::Obj);
        let local = ["in", "at", "of", "from", "near", "to", "for", "outside"].contains(&before);
        closed && !list && (!apart || local && !opens)
    }

    /// True when what follows a comma behind a name goes on with another name and "and": a list.
    fn opens_list(&self, outer: &Mention) -> bool {
        let document = &self.reading.document;
        let sentence = document.sentence_of(outer.tokens.start).tokens;
        let mut at = outer.tokens.end;
        for _ in 0..3 {
            if !sentence.holds(at) || document.form(at) != "," {
                return sentence.holds(at) && ["and", "or", "&"].contains(&document.form(at));
            }
            let next = TokenId(at.0 + 1);
            match self.reading.mentions.at(next).filter(|_| sentence.holds(next)) {
                Some(mention) => at = mention.tokens.end,
                None => return sentence.holds(next) && ["and", "or", "&"].contains(&document.form(next)),
            }
        }
        true
    }

    /// True when a place's name stands before a noun that is no place: "Anbar police", "Iraq's parliament".
    fn modifies(&self, place: &Mention) -> bool {
        let document = &self.reading.document;
        let next = place.tokens.end;
        let Some(token) = document.tokens.get(next.index()) else { return false };
        let sentence = document.sentence_of(place.tokens.start).tokens;
        if !sentence.holds(next) {
            return false;
        }
        let owns = document.is_possessive(next);
        if owns {
            let follows = (1..=4).map(|step| TokenId(next.0 + step)).filter(|&id| sentence.holds(id));
            return !follows
                .into_iter()
                .any(|id| self.reading.mentions.at(id).is_some_and(|mention| mention.kind == MentionKind::Place));
        }
        let noun = matches!(token.upos, Upos::Noun | Upos::Propn) && self.reading.mentions.at(next).is_none();
        noun && NounClass::of(&token.lemma).is_none_or(|class| matches!(class, NounClass::Feature | NounClass::Part))
    }

    /// True when the container is said of the place, not of what is done to it: "beat Roma in Spain".
    fn belongs(&self, inner: &Mention, outer: &Mention) -> bool {
        let document = &self.reading.document;
        let gap = between(inner, outer);
        if gap.len() > 2 || document.form(gap.start) != "in" {
            return true;
        }
        let attached = document.token(outer.head).head.is_some_and(|head| inner.tokens.holds(head));
        let local = ["in", "at", "near", "of", "from", "to", "outside", "around", "-"];
        let before = inner.tokens.start.0.checked_sub(1).map(TokenId);
        let mut before = before.map_or(String::new(), |at| document.form(at).to_lowercase());
        if before == "the" && inner.tokens.start.0 >= 2 {
            before = document.form(TokenId(inner.tokens.start.0 - 2)).to_lowercase();
        }
        let object = matches!(document.token(inner.head).deprel, Deprel::Obj | Deprel::Conj);
        inner.kind == MentionKind::Locality || local.contains(&before.as_str()) || (attached && !object)
    }

    /// True for a name that many towns have something of: "Main Street", "Lake Road".
    fn is_common(&self, place: &Mention) -> bool {
        let last = TokenId(place.tokens.end.0 - 1);
        has(&self.words.common, &self.reading.document.form(last).to_lowercase())
    }

    fn has_area_noun(&self, gap: TokenRange, outer: &Mention) -> bool {
        let document = &self.reading.document;
        let area = |id: TokenId| NounClass::of(&document.token(id).lemma) == Some(NounClass::Division);
        let next = outer.tokens.end;
        gap.indices().any(|index| area(TokenId(index as u32)))
            || (next.index() < document.tokens.len() && area(next))
            || area(TokenId(outer.tokens.end.0 - 1))
    }

    fn has_class(&self, gap: TokenRange) -> bool {
        let document = &self.reading.document;
        gap.indices().any(|index| NounClass::of(&document.tokens[index].lemma).is_some())
    }

    fn is_bygone(&self, gap: TokenRange) -> bool {
        gap.indices()
            .any(|index| has(&self.words.bygone, &self.reading.document.form(TokenId(index as u32)).to_lowercase()))
    }

    /// True for a place from which another is reckoned: "an hour north of Granada", "near the village of Ubisa".
    fn is_landmark(&self, place: &Mention) -> bool {
        let document = &self.reading.document;
        let sentence = document.sentence_of(place.tokens.start).tokens.start.0;
        let mut at = place.tokens.start.0;
        let mut of_noun = false;
        for _ in 0..6 {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= sentence) else { return false };
            let id = TokenId(before);
            let form = document.form(id).to_lowercase();
            let token = document.token(id);
            at = before;
            if NounClass::of(&token.lemma).is_some() && !of_noun {
                of_noun = true;
                continue;
            }
            // "the village of": what stands before it counts; "south of": a way from it.
            if form == "of" {
                let Some(noun) = before.checked_sub(1).map(TokenId) else { return false };
                if has(&self.words.sides, &document.form(noun).to_lowercase()) {
                    return true;
                }
                if NounClass::of(&document.token(noun).lemma).is_some() {
                    continue;
                }
                return false;
            }
            if has(&self.words.landmarks, &form) {
                return true;
            }
            if !matches!(token.upos, Upos::Det | Upos::Adj | Upos::Num) && form != "-" {
                return false;
            }
        }
        false
    }

    fn located(&self, inner: &Mention, outer: &Mention) -> Claim {
        let document = &self.reading.document;
        let mut marks = vec![document.span(inner.tokens), document.span(outer.tokens)];
        marks.sort();
        // "near Kirkuk, in Anbar" puts what is near Kirkuk there; "near Kirkuk, a city in" puts Kirkuk there.
        let gap = between(inner, outer);
        let first = gap.indices().map(|index| document.form(TokenId(index as u32))).find(|form| *form != ",");
        let near = matches!(first, Some("in" | "on")) && self.is_landmark(inner);
        Claim {
            predicate: SmolStr::new_static(if near { "located-near" } else { "located" }),
            roles: vec![Filler::Mention(inner.id), Filler::Mention(outer.id)],
            trigger: inner.head,
            clause: document.sentence_of(inner.tokens.start).span,
            marks,
            when: None,
            place: None,
            manner: Manner::Asserted,
            past: false,
            speaker: None,
        }
    }
}

fn hyphened(document: &Document, id: TokenId) -> bool {
    let is = |at: Option<u32>| {
        at.map(TokenId).filter(|at| at.index() < document.tokens.len()).is_some_and(|at| document.form(at) == "-")
    };
    is(id.0.checked_sub(1)) || is(Some(id.0 + 1))
}

fn between(first: &Mention, second: &Mention) -> TokenRange {
    TokenRange { start: first.tokens.end, end: second.tokens.start.max(first.tokens.end) }
}
