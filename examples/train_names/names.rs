//! Invents names of people, places and organisations after the patterns of many traditions.

use crate::lists::Lists;
use crate::random::Random;

/// Makes names from lists.
pub struct Maker<'a> {
    lists: &'a Lists,
    traditions: Vec<&'a Vec<String>>,
    countries: Vec<&'a String>,
    pub random: Random,
}

/// A person's full name and the part a text uses alone later.
pub struct Person {
    pub full: String,
    pub family: String,
}

const SMALL: &[&str] = &[
    "al", "el", "bin", "ibn", "de", "da", "dos", "del", "der", "van", "von", "bint", "abu", "la", "le", "di", "ben",
    "st", "mac",
];

impl<'a> Maker<'a> {
    pub fn new(lists: &'a Lists, seed: u64) -> Self {
        let traditions = lists.people.values().filter(|people| people.len() >= 20).collect();
        let countries = lists.given.keys().filter(|country| lists.family.contains_key(*country)).collect();
        Self { lists, traditions, countries, random: Random(seed) }
    }

    pub fn person(&mut self) -> Person {
        let full = match self.random.below(100) {
            0..45 => self.holder(),
            45..60 => self.mixed(),
            60..75 => self.popular(),
            75..88 => self.unheard(),
            _ => self.arabic(),
        };
        let full = if self.random.chance(25) { self.changed(&full) } else { full };
        let family = family_of(&full);
        Person { full, family }
    }

    fn holder(&mut self) -> String {
        let at = self.random.below(self.traditions.len());
        self.random.one(self.traditions[at]).clone()
    }

    /// The given name of one and the family name of another of the same tradition.
    fn mixed(&mut self) -> String {
        let at = self.random.below(self.traditions.len());
        let given = self.random.one(self.traditions[at]).clone();
        let other: &String = self.random.one(self.traditions[at]);
        let family = family_of(other);
        match given.split(' ').next() {
            Some(given) => format!("{given} {family}"),
            None => family,
        }
    }

    fn popular(&mut self) -> String {
        let at = self.random.below(self.countries.len());
        let country = self.countries[at];
        let other = self.countries[self.random.below(self.countries.len())];
        let given = self.random.one(&self.lists.given[country]).clone();
        let from = if self.random.chance(20) { other } else { country };
        let family = self.random.one(&self.lists.family[from]).clone();
        let mut letter = || (b'A' + self.random.below(26) as u8) as char;
        let (a, b) = (letter(), letter());
        match self.random.below(24) {
            0 | 1 => format!("{given} {a}. {family}"),
            2 => format!("{a}. {family}"),
            3 => format!("{a}.{b}. {family}"),
            4 => format!("{given} {a}. {family} Jr."),
            5 | 6 => format!("{given} {family}-{}", self.random.one(&self.lists.family[other])),
            _ => format!("{given} {family}"),
        }
    }

    /// Words that name someone somewhere, in any combination.
    fn unheard(&mut self) -> String {
        let mut word = || self.random.one(&self.lists.words).clone();
        let (one, two, three) = (word(), word(), word());
        match self.random.below(7) {
            0 => format!("{one} {two} {three}"),
            2 => format!("{one} {two}-{}", three.to_lowercase()),
            1 => format!("{one} {two}-{three}"),
            _ => format!("{one} {two}"),
        }
    }

    fn arabic(&mut self) -> String {
        let iraq = self.lists.people.iter().filter(|(place, _)| {
            ["iraq", "egypt", "jordan", "kuwait", "uae", "yemen", "sudan"].iter().any(|name| place.starts_with(name))
        });
        let people: Vec<&String> = iraq.flat_map(|(_, people)| people).collect();
        let mut part = |last: bool| {
            let name = *self.random.one(&people);
            let words: Vec<&str> = name.split([' ', '-']).filter(|word| word.len() > 2).collect();
            (if last { words.last() } else { words.first() }).map_or("Karim", |word| *word).to_owned()
        };
        let (given, father, family) = (part(false), part(false), part(true));
        let article = *self.random.one(&["al-", "al-", "Al-", "Al ", "al ", "el-", "ul-", "as-"]);
        match self.random.below(6) {
            0 => format!("Abu {given} {article}{family}"),
            1 => format!("{given} bin {father} {article}{family}"),
            2 => format!("{given} {father} {article}{family}"),
            3 => format!("{given} Abdul {family}"),
            4 => format!("Abu {given}"),
            _ => format!("{given} {article}{family}"),
        }
    }

    /// A name no list has: one letter of it is another one.
    fn changed(&mut self, name: &str) -> String {
        let letters: Vec<char> = name.chars().collect();
        let inner: Vec<usize> =
            (1..letters.len()).filter(|&at| letters[at].is_lowercase() && letters[at - 1].is_alphabetic()).collect();
        if inner.is_empty() {
            return name.to_owned();
        }
        let at = *self.random.one(&inner);
        let vowel = "aeiou".contains(letters[at]);
        let pool: Vec<char> = if vowel { "aeiou" } else { "bdfghjklmnprstvz" }.chars().collect();
        let other = *self.random.one(&pool);
        letters.iter().enumerate().map(|(place, &c)| if place == at { other } else { c }).collect()
    }

    pub fn city(&mut self) -> String {
        let name = self.random.one(&self.lists.cities).clone();
        if self.random.chance(20) { self.changed(&name) } else { name }
    }

    pub fn region(&mut self) -> String {
        let name = self.random.one(&self.lists.regions).clone();
        if self.random.chance(15) { self.changed(&name) } else { name }
    }

    pub fn country(&mut self) -> String {
        const COMMON: &[&str] = &[
            "Iraq",
            "Iran",
            "Russia",
            "Ukraine",
            "China",
            "the United States",
            "Britain",
            "France",
            "Germany",
            "Turkey",
            "Syria",
            "Israel",
            "India",
            "Pakistan",
            "Mexico",
            "Nigeria",
            "Japan",
            "the U.S.",
            "the UK",
            "Afghanistan",
        ];
        match self.random.chance(40) {
            true => (*self.random.one(COMMON)).to_owned(),
            false => self.random.one(&self.lists.countries).clone(),
        }
    }

    pub fn demonym(&mut self) -> String {
        self.random.one(&self.lists.demonyms).clone()
    }

    pub fn organisation(&mut self) -> String {
        let (city, region) = (self.city(), self.region());
        let person = self.person();
        let demonym = self.demonym();
        let country = self.country().trim_start_matches("the ").to_owned();
        let word = self.random.one(&self.lists.words).clone();
        const FIELDS: &[&str] = &[
            "Interior",
            "Health",
            "Defense",
            "Foreign Affairs",
            "Finance",
            "Justice",
            "Education",
            "Oil",
            "Agriculture",
            "Culture",
        ];
        const IDEAS: &[&str] = &[
            "Democratic",
            "National",
            "People's",
            "Socialist",
            "Liberal",
            "Islamic",
            "Conservative",
            "Workers",
            "Freedom",
            "Justice",
            "Unity",
            "Progressive",
            "Patriotic",
            "Republican",
            "Labour",
            "Green",
            "Christian Democratic",
        ];
        const BODIES: &[&str] = &[
            "Party",
            "Front",
            "Movement",
            "Alliance",
            "Union",
            "Coalition",
            "Congress",
            "Council",
            "League",
            "Army",
            "Brigades",
        ];
        const FIRMS: &[&str] = &[
            "Bank",
            "Airlines",
            "Energy",
            "Holdings",
            "Inc.",
            "Corp.",
            "Ltd.",
            "Group",
            "Motors",
            "Industries",
            "Oil Company",
            "Partners",
            "Media",
            "Telecom",
            "Insurance",
        ];
        const PLACES: &[&str] = &[
            "University",
            "Hospital",
            "Police Department",
            "City Council",
            "Chamber of Commerce",
            "Football Club",
            "United",
            "FC",
            "City",
            "Times",
            "Post",
            "Institute of Technology",
            "High School",
            "Airport Authority",
        ];
        let field = *self.random.one(FIELDS);
        let idea = *self.random.one(IDEAS);
        let other = *self.random.one(IDEAS);
        let body = *self.random.one(BODIES);
        let firm = *self.random.one(FIRMS);
        let place = *self.random.one(PLACES);
        match self.random.below(20) {
            0..4 => self.random.one(&self.lists.organisations).clone(),
            4 => format!("Ministry of {field}"),
            5 => format!("{field} Ministry"),
            6 => format!("{idea} {other} {body}"),
            7 => format!("{country} {idea} {body}"),
            8 => format!("{demonym} {idea} {body}"),
            9 => format!("{word} {firm}"),
            10 => format!("{} {firm}", person.family),
            11 => format!("{city} {place}"),
            12 => format!("University of {city}"),
            13 => format!("{} & {word}", person.family),
            14 => format!("{idea} {body} of {country}"),
            15 => format!("{region} {place}"),
            16 => format!("{} Foundation", person.full),
            17 => format!("{demonym} Football Association"),
            18 => format!("{idea} {body} for {other} {body}"),
            _ => format!("{word} {body}"),
        }
    }

    pub fn initials(&mut self) -> String {
        let count = 3 + self.random.below(2);
        (0..count).map(|_| (b'A' + self.random.below(26) as u8) as char).collect()
    }

    pub fn event(&mut self) -> String {
        let (city, demonym) = (self.city(), self.demonym());
        match self.random.below(10) {
            0 => "World Cup".to_owned(),
            1 => format!("{city} Marathon"),
            2 => "Nobel Peace Prize".to_owned(),
            3 => format!("{city} Film Festival"),
            4 => format!("{demonym} Open"),
            5 => "Olympic Games".to_owned(),
            6 => "Champions League".to_owned(),
            7 => format!("{demonym} Grand Prix"),
            8 => "Asian Games".to_owned(),
            _ => format!("Battle of {city}"),
        }
    }
}

/// The part of a full name that stands alone later: the last word with the particles before it.
pub fn family_of(full: &str) -> String {
    let words: Vec<&str> = full.split(' ').collect();
    let mut start = words.len() - 1;
    while start > 1 && SMALL.contains(&words[start - 1].to_lowercase().as_str()) {
        start -= 1;
    }
    words[start..].join(" ")
}
