//! Claims in one line, as frame files and `show claims` have them: `dies(Ann Roe)`.

use super::{Claim, Filler, Manner};
use crate::mention::{Jurisdiction, Mentions};

impl Claim {
    /// The claim as `predicate(role, role)`, names in full; in front of it `not`, `perhaps` or `planned` where it is not
    /// asserted. Roles left open at the end are left out.
    pub fn spelled(&self, mentions: &Mentions) -> String {
        let mut roles: Vec<String> = self.roles.iter().map(|filler| filler.spelled(mentions)).collect();
        while roles.last().is_some_and(|role| role == "_") {
            roles.pop();
        }
        let manner = match self.manner {
            Manner::Asserted => "",
            Manner::Denied => "not ",
            Manner::Hedged => "perhaps ",
            Manner::Planned => "planned ",
        };
        format!("{manner}{}({})", self.predicate, roles.join(", "))
    }
}

impl Filler {
    fn spelled(&self, mentions: &Mentions) -> String {
        match self {
            Self::Mention(id) | Self::Jurisdiction(Jurisdiction::Named(id)) => mentions.full(*id).name.to_string(),
            Self::Jurisdiction(Jurisdiction::Noun(noun)) => noun.to_string(),
            Self::Office(office) => office.to_string(),
            Self::Number(low, high) if low == high => low.to_string(),
            Self::Number(low, high) => format!("{low}..{high}"),
            Self::Days(days) => days.to_string(),
            Self::Word(word) => word.to_string(),
            Self::Nothing => "_".to_owned(),
        }
    }
}
