//! A place as the gazetteer knows it.

use serde::Serialize;
use smol_str::SmolStr;

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct PlaceId(pub u32);

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// The root of the tree.
    World,
    /// One of seven.
    Continent,
    /// A country or a dependent territory with an ISO 3166 code of its own.
    Country,
    /// A first-order division: state, province, governorate, nation of the United Kingdom.
    Admin1,
    /// A second-order division: county, district.
    Admin2,
    /// A city, town or village; also a city's quarter that GeoNames lists as a populated place.
    City,
    /// A region without a border that all agree on, or one made of several divisions.
    Region,
    /// A range of mountains, or a mountain.
    Mountains,
    /// A desert.
    Desert,
    /// A sea, gulf, strait or ocean.
    Sea,
    /// A river or canal.
    River,
    /// A lake.
    Lake,
    /// An island or a group of islands.
    Island,
}

impl PlaceKind {
    /// True for countries and their divisions.
    pub fn is_division(self) -> bool {
        matches!(self, Self::Country | Self::Admin1 | Self::Admin2)
    }

    /// True for what has no sharp border in the gazetteer.
    pub fn is_vague(self) -> bool {
        self > Self::City
    }
}

/// A point on the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// North of the equator, −90 to 90.
    pub lat: f64,
    /// East of Greenwich, −180 to 180.
    pub lon: f64,
}

impl Point {
    /// The great-circle distance in kilometres (haversine, on a sphere of 6371 km).
    pub fn distance(self, other: Self) -> f64 {
        let (lat, other_lat) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(other_lat - lat) + lat.cos() * other_lat.cos() * half((other.lon - self.lon).to_radians());
        2.0 * 6371.0 * chord.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// What the gazetteer says of a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRecord {
    /// Its usual name.
    pub name: SmolStr,
    /// What it is.
    pub kind: PlaceKind,
    /// The smallest place of the tree that holds it whole.
    pub parent: Option<PlaceId>,
    /// Its middle: of divisions the mean of their towns; none when not known.
    pub point: Option<Point>,
    /// Inhabitants; of divisions those of their towns over 15,000; 0 when not known. Kept to three digits.
    pub population: u64,
    /// True for the capital of a country.
    pub capital: bool,
    /// The ISO 3166-1 alpha-2 code of a country.
    pub iso: Option<[u8; 2]>,
}

impl PlaceRecord {
    /// How likely a bare name means this place, on a scale of powers of ten of inhabitants.
    pub fn weight(&self) -> f64 {
        let inhabitants = (self.population.max(300) as f64).log10();
        match self.kind {
            PlaceKind::World | PlaceKind::Continent => 12.0,
            PlaceKind::Country => 8.0 + inhabitants / 10.0,
            PlaceKind::Admin1 => inhabitants - 0.3,
            PlaceKind::Admin2 => inhabitants - 1.5,
            PlaceKind::City => inhabitants + if self.capital { 1.5 } else { 0.0 },
            _ => 6.5,
        }
    }

    /// How far its built-up area may reach from its middle, in kilometres.
    pub(super) fn reach(&self) -> f64 {
        match self.kind {
            PlaceKind::City => (0.012 * (self.population as f64).sqrt()).min(45.0),
            _ => 0.0,
        }
    }
}
