//! What articles share on their surface, and how it can be changed.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::words::Words;
use super::{Error, Random, Seed};
use crate::claim::Reading;
use crate::entity::EntityId;
use crate::language::{Sentence, Upos};
use crate::mention::{Mention, MentionKind};
use crate::offices;
use crate::pipeline::Outcome;
use crate::text::{DocId, Span, TokenId};

/// Something that a sentence says, which other articles may say too.
struct Said {
    doc: DocId,
    /// What must be equal in two articles that say the same.
    key: Vec<String>,
    /// The words that are changed.
    span: Span,
    sentence: Span,
}

/// The errors of a kind that can be planted in a set of articles.
pub(super) fn errors(seed: Seed, outcome: &Outcome, words: &Words, random: &mut Random) -> Vec<Error> {
    let all = || outcome.readings.iter().flat_map(|reading| of_document(seed, reading, outcome, words));
    match seed {
        Seed::Weekday => all().map(|said| with(seed, &said, other(&words.weekdays, &said, random))).collect(),
        Seed::Names => swapped(&all().collect::<Vec<_>>(), outcome, words),
        _ => {
            let said: Vec<Said> = all().collect();
            let mut docs: BTreeMap<&[String], BTreeSet<DocId>> = BTreeMap::new();
            said.iter().for_each(|said| {
                docs.entry(&said.key).or_default().insert(said.doc);
            });
            let shared = said.iter().filter(|said| docs[said.key.as_slice()].len() > 1);
            shared.filter_map(|said| changed(seed, said, outcome, words, random)).collect()
        }
    }
}

fn of_document(seed: Seed, reading: &Reading, outcome: &Outcome, words: &Words) -> Vec<Said> {
    let prose = reading.document.sentences.iter().filter(|sentence| sentence.span.len() < 500);
    let page = Page { reading, outcome, words };
    prose
        .flat_map(|sentence| match seed {
            Seed::Age | Seed::Names => page.ages(sentence),
            Seed::Date => page.dates(sentence),
            Seed::Weekday => page.weekdays(sentence),
            Seed::Place => page.places(sentence),
            Seed::Count => page.counts(sentence),
            Seed::Holder => page.holders(sentence),
        })
        .collect()
}

fn with(seed: Seed, said: &Said, with: String) -> Error {
    Error { seed, doc: said.doc, edits: vec![(said.span, with)], within: said.sentence }
}

/// One of a list other than what was said.
fn other(list: &[String], said: &Said, random: &mut Random) -> String {
    let at = random.below(list.len());
    let taken = said.key.contains(&list[at]);
    list[if taken { (at + 1) % list.len() } else { at }].clone()
}

fn changed(seed: Seed, said: &Said, outcome: &Outcome, words: &Words, random: &mut Random) -> Option<Error> {
    let text = &outcome.readings[said.doc.0 as usize].document.article.text;
    let old = said.span.of(text);
    let number = || old.parse::<usize>().ok();
    let replacement = match seed {
        Seed::Age => {
            let (age, by) = (number()?, 4 + random.below(9));
            (if age > by + 18 && random.below(2) == 0 { age - by } else { age + by }).to_string()
        }
        Seed::Date => {
            let (day, by) = (number()?, 2 + random.below(8));
            (if day > by { day - by } else { day + by }).to_string()
        }
        Seed::Count => match number() {
            Some(number) => (number + 2 + random.below(7)).to_string(),
            None => {
                let at = words.numbers.iter().position(|word| *word == old.to_lowercase())?;
                words.numbers[(at + 2 + random.below(5)) % words.numbers.len()].clone()
            }
        },
        Seed::Place => other(&words.places, said, random),
        Seed::Holder => return renamed(said, outcome, &words.people[random.below(words.people.len())]),
        Seed::Weekday | Seed::Names => return None,
    };
    (replacement != old).then(|| with(seed, said, replacement))
}

/// All mentions of a person in an article get another name: the full one where there are several words, else the surname.
fn renamed(said: &Said, outcome: &Outcome, name: &str) -> Option<Error> {
    let reading = &outcome.readings[said.doc.0 as usize];
    let person = said.key.first()?.parse().ok().map(EntityId)?;
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let edits = mentions_of(person, reading, outcome)
        .map(|(span, words)| (span, if words > 1 { name.to_owned() } else { surname.to_owned() }))
        .collect();
    Some(Error { seed: Seed::Holder, doc: said.doc, edits, within: whole(reading) })
}

fn whole(reading: &Reading) -> Span {
    Span::new(0, reading.document.article.text.len())
}

/// Where a person is named in an article, and by how many words.
fn mentions_of<'a>(
    person: EntityId,
    reading: &'a Reading,
    outcome: &'a Outcome,
) -> impl Iterator<Item = (Span, usize)> + 'a {
    let document = &reading.document;
    let named = reading.mentions.all.iter().filter(move |mention| {
        mention.kind == MentionKind::Person && outcome.entities.of(document.id, mention.id) == Some(person)
    });
    named.map(|mention| {
        let start = document.span(mention.tokens).start as usize;
        (Span::new(start, start + mention.name.len()), mention.name.split(' ').count())
    })
}

/// Two people, the age of one of whom other articles give, change their names in one article.
fn swapped(said: &[Said], outcome: &Outcome, words: &Words) -> Vec<Error> {
    let mut found: Vec<Error> = Vec::new();
    for one in said {
        for other in said.iter().filter(|other| other.doc == one.doc && one.key[0] < other.key[0]) {
            let ages: Vec<i64> = [one, other].iter().filter_map(|said| said.key[1].parse().ok()).collect();
            let shared = |said: &Said| said_elsewhere(&said.key, said.doc, outcome, words);
            if ages.len() < 2 || (ages[0] - ages[1]).abs() < 3 || !(shared(one) || shared(other)) {
                continue;
            }
            let reading = &outcome.readings[one.doc.0 as usize];
            let person = |said: &Said| said.key[0].parse().ok().map(EntityId);
            let (Some(first), Some(second)) = (person(one), person(other)) else { continue };
            let full = |id| {
                let mut names: Vec<(Span, usize)> = mentions_of(id, reading, outcome).collect();
                names.sort_by_key(|&(_, words)| std::cmp::Reverse(words));
                names.first().map(|(span, _)| span.of(&reading.document.article.text).to_owned())
            };
            let (Some(first_name), Some(second_name)) = (full(first), full(second)) else { continue };
            let to = |name: &str, words: usize| {
                if words > 1 { name.to_owned() } else { name.rsplit(' ').next().unwrap_or(name).to_owned() }
            };
            let mut edits: Vec<(Span, String)> = mentions_of(first, reading, outcome)
                .map(|(span, words)| (span, to(&second_name, words)))
                .chain(mentions_of(second, reading, outcome).map(|(span, words)| (span, to(&first_name, words))))
                .collect();
            edits.sort_by_key(|(span, _)| span.start);
            let error = Error { seed: Seed::Names, doc: one.doc, edits, within: whole(reading) };
            if !found.contains(&error) {
                found.push(error);
            }
        }
    }
    found
}

/// True when another article gives the person the same age.
fn said_elsewhere(key: &[String], doc: DocId, outcome: &Outcome, words: &Words) -> bool {
    outcome.readings.iter().filter(|reading| reading.document.id != doc).any(|reading| {
        let page = Page { reading, outcome, words };
        reading.document.sentences.iter().flat_map(|sentence| page.ages(sentence)).any(|said| said.key == key)
    })
}

/// One article with what is looked for in it.
struct Page<'a> {
    reading: &'a Reading,
    outcome: &'a Outcome,
    words: &'a Words,
}

impl Page<'_> {
    fn said(&self, sentence: &Sentence, span: Span, key: Vec<String>) -> Said {
        Said { doc: self.reading.document.id, key, span, sentence: sentence.span }
    }

    fn people(&self, sentence: &Sentence) -> Vec<(&Mention, EntityId)> {
        let doc = self.reading.document.id;
        let inside = self.reading.mentions.all.iter().filter(|mention| sentence.tokens.contains(mention.tokens));
        let named = inside.filter(|mention| mention.kind == MentionKind::Person);
        named.filter_map(|mention| Some((mention, self.outcome.entities.of(doc, mention.id)?))).collect()
    }

    /// Numbers of up to three digits in a sentence, as `(start, end)` in the article's text.
    fn digits(&self, sentence: &Sentence) -> Vec<Span> {
        let tokens = sentence.tokens.indices().map(|at| self.reading.document.tokens[at].span);
        let text = &self.reading.document.article.text;
        let number = |span: Span| {
            let digits = span.of(text).bytes().take_while(u8::is_ascii_digit).count();
            (1..=3).contains(&digits).then(|| Span::new(span.start as usize, span.start as usize + digits))
        };
        tokens.filter_map(number).collect()
    }

    /// Person and age: "Ann Roe, 39, said", "the 39-year-old Ann Roe", "Ann Roe, aged 39".
    fn ages(&self, sentence: &Sentence) -> Vec<Said> {
        let text = &self.reading.document.article.text;
        let people = self.people(sentence);
        let mut found = Vec::new();
        for span in self.digits(sentence) {
            let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
            let set_off = before.ends_with(", ") && after.starts_with([',', '.']);
            let beside = people.iter().find(|(mention, _)| {
                self.reading.document.span(mention.tokens).end as usize + 2 == span.start as usize && set_off
            });
            let spelled = self.words.age_after.iter().any(|word| after.starts_with(word.as_str()))
                || self.words.age_before.iter().any(|word| before.ends_with(word.as_str()));
            let alone = people.iter().all(|(_, id)| *id == people[0].1);
            let person = beside.or(people.first().filter(|_| spelled && alone));
            if let Some((_, id)) = person {
                let age = span.of(text).to_owned();
                found.push(self.said(sentence, span, vec![id.0.to_string(), age]));
            }
        }
        found
    }

    /// The day of a month with a person and a verb: "Ann Roe was arrested on March 3".
    fn dates(&self, sentence: &Sentence) -> Vec<Said> {
        let text = &self.reading.document.article.text;
        let (people, verbs) = (self.people(sentence), self.verbs(sentence));
        let mut found = Vec::new();
        for span in self.digits(sentence).into_iter().filter(|span| span.len() < 3) {
            let Some(month) = self.month_before(span) else { continue };
            for (_, id) in &people {
                for verb in &verbs {
                    let key = vec![id.0.to_string(), verb.to_string(), month.to_string(), span.of(text).to_owned()];
                    found.push(self.said(sentence, span, key));
                }
            }
        }
        found
    }

    /// The number of the month whose name stands before a place.
    fn month_before(&self, span: Span) -> Option<usize> {
        let before = self.reading.document.article.text[..span.start as usize].trim_end();
        let named = |names: &Vec<String>| names.iter().any(|name| before.ends_with(name.as_str()));
        self.words.months.iter().position(named)
    }

    /// "Friday, March 3" and the like.
    fn weekdays(&self, sentence: &Sentence) -> Vec<Said> {
        let text = &self.reading.document.article.text;
        let mut found = Vec::new();
        for span in self.digits(sentence).into_iter().filter(|span| span.len() < 3) {
            let Some(month) = self.month_before(span) else { continue };
            let before = &text[sentence.span.start as usize..span.start as usize];
            for name in &self.words.months[month] {
                let Some(lead) = before.trim_end().strip_suffix(name.as_str()) else { continue };
                let lead = lead.trim_end().trim_end_matches(',');
                let Some(day) = self.words.weekdays.iter().find(|day| lead.ends_with(day.as_str())) else { continue };
                let end = sentence.span.start as usize + lead.len();
                found.push(self.said(sentence, Span::new(end - day.len(), end), vec![day.clone()]));
            }
        }
        found
    }

    /// "in Leeds" beside a person and a verb of what happens once.
    fn places(&self, sentence: &Sentence) -> Vec<Said> {
        let document = &self.reading.document;
        let inside = self.reading.mentions.all.iter().filter(|mention| sentence.tokens.contains(mention.tokens));
        let placed = inside.filter(|mention| {
            let before = mention.tokens.start.0.checked_sub(1).map(TokenId);
            mention.kind == MentionKind::Place && before.is_some_and(|token| document.form(token) == "in")
        });
        let verbs: Vec<SmolStr> =
            self.verbs(sentence).into_iter().filter(|verb| self.words.once.iter().any(|once| once == verb)).collect();
        let people = self.people(sentence);
        let mut found = Vec::new();
        for place in placed {
            for (_, id) in &people {
                for verb in &verbs {
                    let key = vec![id.0.to_string(), verb.to_string(), place.name.to_string()];
                    found.push(self.said(sentence, document.span(place.tokens), key));
                }
            }
        }
        found
    }

    /// "three people" beside a verb that another article has too.
    fn counts(&self, sentence: &Sentence) -> Vec<Said> {
        let document = &self.reading.document;
        let verbs = self.verbs(sentence);
        let mut found = Vec::new();
        for at in sentence.tokens.indices() {
            let (token, next) = (&document.tokens[at], document.tokens.get(at + 1));
            let form = document.form(TokenId(at as u32)).to_lowercase();
            let number = self.words.numbers.contains(&form)
                || form.parse::<u32>().is_ok_and(|number| number > 1 && number < 1000);
            let counted = next.filter(|next| self.words.counted.iter().any(|noun| *noun == next.lemma));
            let (true, Some(counted)) = (number, counted) else { continue };
            for verb in &verbs {
                let key = vec![form.clone(), counted.lemma.to_string(), verb.to_string()];
                found.push(self.said(sentence, token.span, key));
            }
        }
        found
    }

    /// A title of one holder before a person's full name.
    fn holders(&self, sentence: &Sentence) -> Vec<Said> {
        let document = &self.reading.document;
        let mut found = Vec::new();
        for title in self.reading.mentions.titles.iter().filter(|title| sentence.tokens.contains(title.tokens)) {
            if !offices::single_holder(&title.office) || title.office.is_not_held_now() {
                continue;
            }
            for (mention, id) in self.people(sentence) {
                if mention.tokens.start == title.tokens.end && mention.name.contains(' ') {
                    let key = vec![id.0.to_string(), title.office.to_string()];
                    found.push(self.said(sentence, document.span(mention.tokens), key));
                }
            }
        }
        found
    }

    fn verbs(&self, sentence: &Sentence) -> Vec<SmolStr> {
        let tokens = sentence.tokens.indices().map(|at| &self.reading.document.tokens[at]);
        let verbs = tokens.filter(|token| token.upos == Upos::Verb).map(|token| token.lemma.clone());
        verbs.filter(|verb| !self.words.reporting.iter().any(|word| word == verb)).collect()
    }
}
