//! How ages stand in the text: beside a name, after a copula, in a phrase, as "39-year-old".

use super::bearer::{self, person_of, resolved, right_before};
use super::number::{self, Years};
use super::{Found, Way};
use crate::claim::vocabulary::AgeWords;
use crate::claim::{Reading, clause};
use crate::language::{Deprel, Document, Upos};
use crate::mention::MentionKind;
use crate::text::{TokenId, TokenRange};
use crate::time::Timex;

/// The age that a number at a token gives, by the words around it.
pub(super) fn around(reading: &Reading, words: &AgeWords, sentence: TokenRange, years: Years) -> Option<Found> {
    let place = Site { reading, words, sentence, years };
    if years.low < years.high {
        return place.decade();
    }
    place
        .lived()
        .or_else(|| place.coming())
        .or_else(|| place.turning())
        .or_else(|| place.copular())
        .or_else(|| place.beside())
        .or_else(|| place.phrase())
}

struct Site<'a> {
    reading: &'a Reading,
    words: &'a AgeWords,
    sentence: TokenRange,
    years: Years,
}

impl Site<'_> {
    fn document(&self) -> &Document {
        &self.reading.document
    }

    fn form(&self, at: i64) -> &str {
        let inside = at >= i64::from(self.sentence.start.0) && at < i64::from(self.sentence.end.0);
        if inside { self.document().form(TokenId(at as u32)) } else { "" }
    }

    fn first(&self) -> TokenId {
        self.years.tokens.start
    }

    /// Where one of the phrases starts that stands right before the number.
    fn preceded(&self, phrases: &[String]) -> Option<TokenId> {
        let mut ends = vec![i64::from(self.first().0)];
        if self.words.fillers.iter().any(|filler| filler.eq_ignore_ascii_case(self.form(ends[0] - 1))) {
            ends.push(ends[0] - 1);
        }
        let matched = |end: i64, phrase: &String| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let start = end - words.len() as i64;
            let same =
                words.iter().enumerate().all(|(at, word)| word.eq_ignore_ascii_case(self.form(start + at as i64)));
            same.then_some(start)
        };
        let starts = ends.iter().flat_map(|&end| phrases.iter().filter_map(move |phrase| matched(end, phrase)));
        starts.min().map(|start| TokenId(start as u32))
    }

    /// True when the number stands alone: it counts nothing, and is no part of a list of numbers.
    fn is_free(&self) -> bool {
        let end = self.years.tokens.end;
        let next = self.form(i64::from(end.0));
        if next.is_empty() {
            return true;
        }
        let listed = |at: u32| self.sentence.holds(TokenId(at)) && self.document().token(TokenId(at)).upos == Upos::Num;
        let token = self.document().token(end);
        let timed = self.reading.timexes.iter().any(|timex| timex.tokens.start == end);
        let counted = match token.upos {
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::Adj => !timed,
            _ => false,
        };
        let odd = ["%", "-", "/", ":", "of", "'s", "a.m.", "p.m."].iter().any(|word| word.eq_ignore_ascii_case(next));
        let list = matches!(next, "," | "and" | "or" | "to") && listed(end.0 + 1);
        !counted && !odd && !list
    }

    fn found(&self, person: crate::mention::MentionId, trigger: TokenId, way: Way) -> Found {
        let then = way != Way::Now;
        Found { person, years: self.years, trigger, then, way }
    }

    /// "Ann Roe, 39," and "Ann Roe (39)".
    fn beside(&self) -> Option<Found> {
        let start = self.preceded(&self.words.beside)?;
        let end = i64::from(self.years.tokens.end.0);
        let closing = self.form(end);
        let bracket = self.form(i64::from(start.0)) == "(";
        let numeral = |at: i64| self.form(at).parse::<f64>().is_ok();
        let closed = if bracket {
            closing == ")"
        } else {
            matches!(
                closing,
                "," | "." | ";" | ":" | "" | "\u{2014}" | "\u{2013}" | "from" | ")" | "who" | "was" | "is"
            ) || (closing == "of" && self.form(end + 1).starts_with(char::is_uppercase))
                || (closing == "and" && !numeral(end + 1))
        };
        let list = matches!(closing, "," | "and") && numeral(end + 1);
        let person = right_before(self.reading, self.sentence, start)?;
        let mention = self.reading.mentions.get(person);
        // "He, 39," is nobody's style; "The Ghanaian, 23," is.
        let named = mention.kind == MentionKind::Person || mention.tokens.len() > 1;
        let trigger = bearer::governing_verb(self.document(), mention.head);
        (closed && !list && named).then(|| self.found(person, trigger, Way::Now))
    }

    /// "She was 39.", "Roe, who is 39".
    fn copular(&self) -> Option<Found> {
        let copula = self.preceded(&self.words.copula)?;
        if !self.is_free() {
            return None;
        }
        let number = self.first();
        let person = bearer::of_copula(self.reading, self.sentence, copula, number)?;
        let heads = self.document().dependents(number).any(|dep| self.document().token(dep).deprel == Deprel::Cop);
        let trigger = if heads { number } else { bearer::governing_verb(self.document(), number) };
        Some(self.found(person, trigger, Way::Clause))
    }

    /// "aged 81", "at the age of 81", "at 82" of somebody who dies, or at the head of the sentence.
    fn phrase(&self) -> Option<Found> {
        if let Some(start) = self.preceded(&self.words.subject) {
            let list = matches!(self.form(i64::from(self.years.tokens.end.0)), "and" | "or" | "to" | "-");
            return (!list).then(|| self.of_clause(start, Way::Clause)).flatten();
        }
        let start = self.preceded(&self.words.bare).filter(|_| self.is_free() && self.years.low >= 13.0)?;
        let document = self.document();
        let verb = bearer::governing_verb(document, self.first());
        let lemma = document.token(verb).lemma.as_str();
        let dying = self.words.dies.iter().any(|word| word == lemma);
        let closing = self.form(i64::from(self.years.tokens.end.0));
        let opens = start == self.sentence.start && closing == ",";
        (dying || opens).then(|| self.of_clause(start, Way::Clause)).flatten()
    }

    fn of_clause(&self, start: TokenId, way: Way) -> Option<Found> {
        let document = self.document();
        let comma = start.0.checked_sub(1).map(TokenId).filter(|&at| document.form(at) == ",");
        let beside = comma.and_then(|comma| right_before(self.reading, self.sentence, comma));
        if let Some(person) = beside {
            let trigger = bearer::governing_verb(document, self.first());
            return Some(self.found(person, trigger, way));
        }
        if let Some((person, verb)) = bearer::of_clause(self.reading, self.words, self.sentence, self.first()) {
            return Some(self.found(person, verb, way));
        }
        // "At the age of 17, Ann Roe left": the person right behind the comma.
        let next = TokenId(self.years.tokens.end.0 + 1);
        let opens =
            start == self.sentence.start && self.form(i64::from(next.0) - 1) == "," && self.sentence.holds(next);
        let mention = self.reading.mentions.at(next).filter(|_| opens)?;
        let person = resolved(self.reading, mention)?;
        Some(self.found(person, bearer::governing_verb(document, mention.head), way))
    }

    /// "dies at 86", "lived to be 97".
    fn lived(&self) -> Option<Found> {
        self.preceded(&self.words.lived).filter(|_| self.is_free() && self.years.low >= 13.0)?;
        let (person, verb) = bearer::of_clause(self.reading, self.words, self.sentence, self.first())?;
        Some(self.found(person, verb, Way::Death))
    }

    /// "turned 44 on Monday".
    fn turning(&self) -> Option<Found> {
        self.preceded(&self.words.turning).filter(|_| self.is_free())?;
        let (person, verb) = bearer::of_clause(self.reading, self.words, self.sentence, self.first())?;
        Some(self.found(person, verb, Way::Turning))
    }

    /// "will be 90 in May", "would have been 87 in June".
    fn coming(&self) -> Option<Found> {
        let start = self.preceded(&self.words.coming).filter(|_| self.is_free())?;
        let person = bearer::of_copula(self.reading, self.sentence, start, self.first())
            .or_else(|| bearer::of_clause(self.reading, self.words, self.sentence, self.first()).map(|(who, _)| who))?;
        let number = self.first();
        let verb = self.document().token(number).upos == Upos::Num
            && self.document().dependents(number).any(|dep| self.document().token(dep).deprel == Deprel::Cop);
        let trigger = if verb { number } else { bearer::governing_verb(self.document(), number) };
        Some(self.found(person, trigger, Way::Turning))
    }

    /// "in her early sixties".
    fn decade(&self) -> Option<Found> {
        let document = self.document();
        let start = self.first();
        let comma = start.0.checked_sub(1).map(TokenId).filter(|&at| document.form(at) == ",");
        let beside = comma.and_then(|comma| right_before(self.reading, self.sentence, comma));
        let copula = start
            .0
            .checked_sub(1)
            .map(TokenId)
            .filter(|&at| self.words.copula.iter().any(|word| word.eq_ignore_ascii_case(document.form(at))));
        let (person, way) = match (beside, copula) {
            (Some(person), _) => (person, Way::Now),
            (None, Some(copula)) => (bearer::of_copula(self.reading, self.sentence, copula, start)?, Way::Clause),
            _ => return None,
        };
        let trigger = bearer::governing_verb(document, document.token(start).head.unwrap_or(start));
        Some(self.found(person, trigger, way))
    }
}

/// "39-year-old" with whom it describes; other expressions of age are read by their words.
pub(super) fn adjectival(reading: &Reading, words: &AgeWords, timex: &Timex) -> Option<Found> {
    let document = &reading.document;
    let forms: Vec<&str> = timex.tokens.indices().map(|index| document.form(TokenId(index as u32))).collect();
    let of_years = forms.iter().any(|form| form.starts_with("year") || form.contains("-year"));
    let last = *forms.last()?;
    if !of_years || !(last == "old" || last.ends_with("-old")) {
        return None;
    }
    let years = forms.iter().find_map(|form| number::value(form.split('-').next().unwrap_or(form)))?;
    let years = Years { low: years, high: years, tokens: timex.tokens };
    let sentence = document.sentence_of(timex.tokens.start).tokens;
    let head = crate::mention::head(document, timex.tokens);
    let trigger = bearer::governing_verb(document, head);
    let found = |person, then| Found { person, years, trigger, then, way: if then { Way::Clause } else { Way::Now } };
    if let Some(predicate) = years_old(reading, words, sentence, timex, &forms) {
        return Some(found(predicate.0, predicate.1));
    }
    let own = timex.tokens.indices().find_map(|index| {
        reading.mentions.at(TokenId(index as u32)).filter(|mention| mention.kind == MentionKind::Reference)
    });
    if let Some(mention) = own {
        // "The coffin of the 26-year-old": the age at death.
        let above = document.token(mention.head).head.map(|above| document.token(above).lemma.as_str());
        let rites = above.is_some_and(|above| words.rites.iter().any(|rite| rite == above));
        let way = if rites { Way::Death } else { Way::Now };
        return resolved(reading, mention).map(|person| Found { person, years, trigger, then: rites, way });
    }
    let next = reading.mentions.at(timex.tokens.end).filter(|mention| mention.kind == MentionKind::Person);
    if let Some(mention) = next {
        return resolved(reading, mention).map(|person| found(person, false));
    }
    // "17-year-old Kadeem ...": a name that was not found has the age, not the person named before it.
    let follows = |upos: Upos| {
        document
            .tokens
            .get(timex.tokens.end.index())
            .is_some_and(|token| token.upos == upos && sentence.holds(timex.tokens.end))
    };
    if follows(Upos::Propn) {
        return None;
    }
    if let Some(person) = set_before(reading, sentence, timex) {
        return Some(found(person, false));
    }
    // "the father of the 11-year-old", "his 22-year-old son": the age is not that of the person beside it.
    let noun = document.token(head).head.filter(|&noun| document.token(noun).upos != Upos::Verb)?;
    let of_another = matches!(document.token(head).deprel, Deprel::Nmod | Deprel::Obl)
        && clause::case(document, head).is_some()
        || noun < timex.tokens.start
        || document.dependents(noun).any(|dep| document.token(dep).deprel == Deprel::NmodPoss);
    if of_another {
        return None;
    }
    let above = document.token(noun).head.filter(|_| document.token(noun).deprel == Deprel::Appos);
    let person = person_of(reading, noun).or_else(|| above.and_then(|above| person_of(reading, above)))?;
    Some(found(person, false))
}

/// "Ann Roe, the 47-year-old teacher who": a name, a comma, an article. Not "Ann Roe, the 11-year-old's father".
fn set_before(reading: &Reading, sentence: TokenRange, timex: &Timex) -> Option<crate::mention::MentionId> {
    let document = &reading.document;
    let at = |back: u32| timex.tokens.start.0.checked_sub(back).map(TokenId).filter(|&at| sentence.holds(at));
    at(1).filter(|&at| ["a", "an", "the"].iter().any(|word| document.form(at).eq_ignore_ascii_case(word)))?;
    let comma = at(2).filter(|&at| matches!(document.form(at), "," | "\u{2014}" | "\u{2013}"))?;
    // The phrase is no possessor, and does not belong to another list.
    let noun = sentence.indices().skip_while(|&index| index < timex.tokens.end.index()).take(5);
    let mut possessor = false;
    for index in noun {
        match document.tokens[index].upos {
            Upos::Noun | Upos::Adj | Upos::Propn => {}
            Upos::Part => {
                possessor = true;
                break;
            }
            _ => break,
        }
    }
    let follows = document.tokens.get(timex.tokens.end.index()).map(|token| token.upos);
    let described = matches!(follows, Some(Upos::Noun | Upos::Adj | Upos::Propn)) && !possessor;
    let person = right_before(reading, sentence, comma)?;
    let named = reading.mentions.get(person).kind == MentionKind::Person;
    (described && named).then_some(person)
}

/// "Roe is 56 years old", "Roe, 34 years old,": the person, and whether it is told of the clause's time.
fn years_old(
    reading: &Reading,
    words: &AgeWords,
    sentence: TokenRange,
    timex: &Timex,
    forms: &[&str],
) -> Option<(crate::mention::MentionId, bool)> {
    let document = &reading.document;
    if forms.contains(&"-") || forms.len() != 3 {
        return None;
    }
    let before = timex.tokens.start.0.checked_sub(1).map(TokenId).filter(|&at| sentence.holds(at))?;
    let form = document.form(before);
    if form == "," {
        return right_before(reading, sentence, before).map(|person| (person, false));
    }
    let filler = words.fillers.iter().any(|word| word.eq_ignore_ascii_case(form));
    let copula = if filler { TokenId(before.0.checked_sub(1)?) } else { before };
    let is_copula = words.copula.iter().any(|word| word.eq_ignore_ascii_case(document.form(copula)));
    let head = crate::mention::head(document, timex.tokens);
    is_copula.then(|| bearer::of_copula(reading, sentence, copula, head)).flatten().map(|person| (person, true))
}
