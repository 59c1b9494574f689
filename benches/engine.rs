//! The rule engine over a million generated facts, one core, with known answers; and the same constraints in SQL.
//!
//! `cargo bench --bench engine` checks the answers and times both on this machine in one run. The facts are spread over
//! stories of very unequal size, the largest of which has a tenth of them; most repeat what others say, as news does.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use gainsay::calendar::Interval;
use gainsay::claim::Manner;
use gainsay::engine::{self, Rule, Verdicts, World};
use gainsay::entity::{Entities, EntityId};
use gainsay::fact::{Fact, FactId, StoryId, Value, Voice, When};
use gainsay::finding::Origin;
use gainsay::gazetteer::{Gazetteer, PlaceId, Spot};
use gainsay::library::Library;
use gainsay::offices::Office;
use gainsay::text::{DocId, Span};
use rusqlite::Connection;

const FACTS: usize = 1_000_000;
const RULES: usize = 30;

/// The rules of which errors are planted.
const PLANTED: [&str; 3] = ["died-twice", "age-conflict", "acts-after-death"];

/// One person of every so many has a second date of death, a second place of birth, a second age, a rival in office.
const PLANTED_EVERY: u32 = 500;

struct Generated {
    facts: Vec<Fact>,
    entities: Entities,
    people: u32,
    /// How many findings of each rule were planted.
    planted: BTreeMap<&'static str, usize>,
}

/// People with eight to forty statements each: age, birth, death, office, acts, a burial, a spelling.
fn generate(count: usize) -> Generated {
    let mut entities = Entities::default();
    let mut facts: Vec<Fact> = Vec::with_capacity(count);
    let mut planted: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut people = 0u32;
    let day =
        |days: u64| NaiveDate::from_ymd_opt(2000, 1, 1).and_then(|day| day.checked_add_days(Days::new(days))).unwrap();
    let on = |days: u64| Some(When { days: Interval::day(day(days)), throughout: false, stated: true });
    while facts.len() < count {
        let person = people;
        people += 1;
        // A tenth of all people are of story 0; the others' stories grow from a few people to some hundred.
        let story = if person.is_multiple_of(10) { 0 } else { 1 + (f64::from(person)).sqrt() as u32 };
        let id = entities.add_person(&name(person), story);
        let rival = entities.add_person(&name(person ^ 0x5555_5555), story);
        let wrong = person % PLANTED_EVERY == PLANTED_EVERY - 1;
        let base = u64::from(person % 3000);
        let mut push = |predicate: &str, values: Vec<Value>, when: Option<When>, place: Option<Value>, doc: u32| {
            let at = facts.len();
            facts.push(Fact {
                id: FactId(at as u32),
                predicate: predicate.into(),
                values,
                when,
                place,
                stated: Manner::Asserted,
                voice: Voice::Reporter,
                event: None,
                dated_by: None,
                story: StoryId(story),
                doc: Some(DocId(doc)),
                from: Origin::Text { doc: DocId(doc), span: Span::new(at % 5000, at % 5000 + 40), marks: Vec::new() },
            });
        };
        let subject = || Value::Entity(EntityId(id.0));
        for doc in 0..2 + person % 7 {
            let document = person + doc;
            push("dies", vec![subject()], on(base + 4000), None, document);
            push("once", vec![Value::Word("dies".into()), subject()], on(base + 4000), None, document);
            push("aged", vec![subject(), Value::Number(50.0, 50.0)], on(base + u64::from(doc)), None, document);
            push("born", vec![subject()], None, Some(Value::Spot(Spot::exact(PlaceId(1)))), document);
            push("acts", vec![subject(), Value::Word("say".into())], on(base + u64::from(doc)), None, document);
            push("spelled", vec![subject(), Value::Word(name(person).into())], None, None, document);
            let office = || Value::Office(Office::plain("mayor"));
            let of = || Value::Entity(EntityId(rival.0));
            push("holds", vec![subject(), office(), of()], on(base + u64::from(doc)), None, document);
        }
        if wrong {
            push("dies", vec![subject()], on(base + 4100), None, person + 90);
            push("aged", vec![subject(), Value::Number(71.0, 71.0)], on(base + 3), None, person + 91);
            push("acts", vec![subject(), Value::Word("tell".into())], on(base + 4050), None, person + 92);
            *planted.entry("died-twice").or_default() += 1;
            *planted.entry("age-conflict").or_default() += 1;
            *planted.entry("acts-after-death").or_default() += 1;
        }
    }
    Generated { facts, entities, people, planted }
}

/// Names that no comparison takes for one another.
fn name(person: u32) -> String {
    let syllables = ["ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ro", "si", "tu", "va", "wo", "xe", "zu"];
    let word = |mut number: u32| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(syllables[(number % 16) as usize]);
            number /= 16;
        }
        word[..1].to_uppercase() + &word[1..]
    };
    format!("{} {}", word(person.wrapping_mul(2_654_435_761)), word(person.wrapping_mul(2_246_822_519) >> 7))
}

/// The rules with planted errors, and as many of the other shipped rules as make up the number.
fn rules(library: &Library) -> Vec<Rule> {
    let (planted, others): (Vec<&Rule>, Vec<&Rule>) =
        library.rules.iter().partition(|rule| PLANTED.contains(&rule.id.as_str()));
    planted.into_iter().chain(others).cycle().take(RULES).cloned().collect()
}

fn check(generated: &Generated, gazetteer: &Gazetteer, library: &Library, rules: &[Rule]) -> Verdicts {
    let world = World { entities: &generated.entities, gazetteer };
    let paths: Vec<String> = Vec::new();
    engine::run(&generated.facts, &Vec::new(), rules, &world, &library.predicates, &paths)
}

/// Findings by rule.
fn found(verdicts: &Verdicts) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for finding in &verdicts.findings {
        *found.entry(finding.rule.as_str()).or_default() += 1;
    }
    found
}

/// What the same constraints come to in SQL.
struct InSql {
    /// To fill and index the table.
    loading: Duration,
    /// To answer.
    joining: Duration,
    /// People of whom each of [`PLANTED`] holds.
    people: [usize; 3],
}

/// The three rules with planted errors as SQL, over the same facts in an indexed table in memory.
fn in_sql(generated: &Generated) -> InSql {
    let start = Instant::now();
    let mut connection = Connection::open_in_memory().expect("memory");
    let table = "create table fact(id integer primary key, story int, predicate text, person int, number real, day0 int, day1 int)";
    connection.execute(table, []).expect("a table");
    let insert = connection.transaction().expect("a transaction");
    {
        let mut statement = insert.prepare("insert into fact values(?,?,?,?,?,?,?)").expect("a statement");
        let number = |day: NaiveDate| day.signed_duration_since(NaiveDate::default()).num_days();
        for fact in &generated.facts {
            let person =
                fact.values.iter().find_map(|value| if let Value::Entity(id) = value { Some(id.0) } else { None });
            let age =
                fact.values.iter().find_map(|value| if let Value::Number(low, _) = value { Some(*low) } else { None });
            let days = fact.when.map(|when| (number(when.days.earliest), number(when.days.latest)));
            let row =
                (fact.id.0, fact.story.0, fact.predicate.as_str(), person, age, days.map(|d| d.0), days.map(|d| d.1));
            statement.execute(row).expect("a row");
        }
    }
    insert.commit().expect("a commit");
    connection.execute("create index by_person on fact(predicate, story, person)", []).expect("an index");
    let loading = start.elapsed();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count") as usize;
    let start = Instant::now();
    let pairs = |one: &str, other: &str, test: &str| {
        let sql = format!(
            "select count(distinct a.person) from fact a join fact b on a.story=b.story and a.person=b.person and b.predicate='{other}' \
             where a.predicate='{one}' and {test}"
        );
        count(&sql)
    };
    let people = [
        pairs("dies", "dies", "a.id<b.id and (a.day1<b.day0 or b.day1<a.day0)"),
        pairs(
            "aged",
            "aged",
            "a.id<b.id and a.number<>b.number and abs((a.day0-365.25*a.number)-(b.day0-365.25*b.number))>366",
        ),
        pairs("dies", "acts", "b.day0>a.day1"),
    ];
    InSql { loading, joining: start.elapsed(), people }
}

/// The peak of the resident memory of this process, in MB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn main() {
    let (library, gazetteer) = (Library::shipped(), Gazetteer::embedded());
    let rules = rules(&library);
    let generated = generate(FACTS);
    println!("{} facts of {} people, {} rules", generated.facts.len(), generated.people, rules.len());
    let start = Instant::now();
    let verdicts = check(&generated, &gazetteer, &library, &rules);
    let engine = start.elapsed();
    let memory = peak();
    println!(
        "engine, 1 thread: {engine:.2?}; peak memory {memory:?} MB with the facts; undecided {}",
        verdicts.undecided
    );
    let found = found(&verdicts);
    for (rule, planted) in &generated.planted {
        let times = rules.iter().filter(|known| known.id == *rule).count();
        let seen = found.get(rule).copied().unwrap_or(0);
        println!("{rule}: planted {planted}, found {seen}");
        assert_eq!(seen, planted * times, "{rule}");
    }
    let three: Vec<Rule> = library.rules.iter().filter(|rule| PLANTED.contains(&rule.id.as_str())).cloned().collect();
    let start = Instant::now();
    check(&generated, &gazetteer, &library, &three);
    let ours = start.elapsed();
    let sql = in_sql(&generated);
    assert_eq!(sql.people, PLANTED.map(|rule| generated.planted[rule]), "people found in SQL by {PLANTED:?}");
    let ratio = |theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
    println!("SQLite in memory: {:.2?} to load and index, {:.2?} to answer {PLANTED:?}", sql.loading, sql.joining);
    println!(
        "engine for the same, indexing included: {ours:.2?}, {:.2} of SQLite ({:.2} of its joins alone)",
        ratio(sql.loading + sql.joining),
        ratio(sql.joining)
    );
    divan::main();
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5)]
fn engine_over(bencher: divan::Bencher<'_, '_>, count: usize) {
    let (library, gazetteer) = (Library::shipped(), Gazetteer::embedded());
    let (generated, rules) = (generate(count), rules(&library));
    bencher.bench_local(|| check(&generated, &gazetteer, &library, &rules));
}
