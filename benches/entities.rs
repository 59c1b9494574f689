//! How the cost of telling who is who grows with the number of articles: `cargo bench --bench entities`.
//!
//! Ten mentions an article: people and places of its own story of four articles, and names that many stories share.

use divan::Bencher;
use divan::counter::ItemsCount;
use gainsay::claim::Reading;
use gainsay::entity;
use gainsay::mention::{Mention, MentionId, MentionKind, Mentions};
use gainsay::pipeline::{self, Tools};
use gainsay::source::Article;
use gainsay::text::{DocId, TokenId, TokenRange};

fn main() {
    divan::main();
}

const GIVEN: [&str; 12] =
    ["Ann", "Omar", "Ivan", "Wei", "Maria", "Kwame", "Priya", "Tom", "Layla", "Olga", "Diego", "Amina"];

/// A name that is its own for each number.
fn name(number: usize) -> String {
    let letters: String = (0..4).map(|at| char::from(b'a' + (number / 26_usize.pow(at) % 26) as u8)).collect();
    format!("{} R{letters}", GIVEN[number % GIVEN.len()])
}

/// So many articles with ten mentions each.
fn readings(articles: usize) -> Vec<Reading> {
    let blank = pipeline::read(Article::default(), DocId(0), &Tools::shipped());
    let mut all = Vec::with_capacity(articles);
    for at in 0..articles {
        let mut mentions = Mentions::default();
        let story = at / 4;
        for nth in 0..10 {
            let (kind, name) = match nth {
                0..5 => (MentionKind::Person, name(story * 5 + nth)),
                5..8 => (MentionKind::Place, format!("Town {}", story * 3 + nth)),
                8 => (MentionKind::Organisation, format!("Council {}", story % 500)),
                _ => (MentionKind::Place, format!("Country {}", story % 50)),
            };
            let id = MentionId(nth as u32);
            let tokens = TokenRange::new(nth, nth + 1);
            mentions.all.push(Mention {
                id,
                tokens,
                head: TokenId(nth as u32),
                kind,
                name: name.into(),
                refers_to: id,
            });
        }
        let mut reading = Reading { mentions, ..blank.clone() };
        reading.document.id = DocId(at as u32);
        all.push(reading);
    }
    all
}

#[divan::bench(args = [2_000, 4_000, 8_000, 20_000])]
fn who_is_who(bencher: Bencher, articles: usize) {
    let readings = readings(articles);
    let aliases = vec![Vec::new(); articles];
    bencher.counter(ItemsCount::new(articles * 10)).bench_local(|| {
        let stories = entity::stories(&readings);
        entity::resolve(&readings, &aliases, stories)
    });
}
