//! The tag sets: Universal Dependencies parts of speech and relations, Penn Treebank tags, kinds of name.

/// A universal part of speech (<https://universaldependencies.org/u/pos/>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Adposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Verb.
    Verb,
    /// Other.
    X,
}

impl Upos {
    /// All values, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The name in treebanks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The value of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// A Penn Treebank tag as in the English treebanks of Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Xpos {
    /// Penn tag `$`.
    Dollar,
    /// Penn tag `''`.
    CloseQuote,
    /// Penn tag `,`.
    Comma,
    /// Penn tag `-LRB-`.
    Lrb,
    /// Penn tag `-RRB-`.
    Rrb,
    /// Penn tag `.`.
    Stop,
    /// Penn tag `:`.
    Colon,
    /// Penn tag `ADD`.
    Add,
    /// Penn tag `AFX`.
    Afx,
    /// Penn tag `CC`.
    Cc,
    /// Penn tag `CD`.
    Cd,
    /// Penn tag `DT`.
    Dt,
    /// Penn tag `EX`.
    Ex,
    /// Penn tag `FW`.
    Fw,
    /// Penn tag `GW`.
    Gw,
    /// Penn tag `HYPH`.
    Hyph,
    /// Penn tag `IN`.
    In,
    /// Penn tag `JJ`.
    Jj,
    /// Penn tag `JJR`.
    Jjr,
    /// Penn tag `JJS`.
    Jjs,
    /// Penn tag `LS`.
    Ls,
    /// Penn tag `MD`.
    Md,
    /// Penn tag `NFP`.
    Nfp,
    /// Penn tag `NN`.
    Nn,
    /// Penn tag `NNP`.
    Nnp,
    /// Penn tag `NNPS`.
    Nnps,
    /// Penn tag `NNS`.
    Nns,
    /// Penn tag `PDT`.
    Pdt,
    /// Penn tag `POS`.
    Pos,
    /// Penn tag `PRP`.
    Prp,
    /// Penn tag `PRP$`.
    Prps,
    /// Penn tag `RB`.
    Rb,
    /// Penn tag `RBR`.
    Rbr,
    /// Penn tag `RBS`.
    Rbs,
    /// Penn tag `RP`.
    Rp,
    /// Penn tag `SYM`.
    Sym,
    /// Penn tag `TO`.
    To,
    /// Penn tag `UH`.
    Uh,
    /// Penn tag `VB`.
    Vb,
    /// Penn tag `VBD`.
    Vbd,
    /// Penn tag `VBG`.
    Vbg,
    /// Penn tag `VBN`.
    Vbn,
    /// Penn tag `VBP`.
    Vbp,
    /// Penn tag `VBZ`.
    Vbz,
    /// Penn tag `WDT`.
    Wdt,
    /// Penn tag `WP`.
    Wp,
    /// Penn tag `WP$`.
    Wps,
    /// Penn tag `WRB`.
    Wrb,
    /// Penn tag ````.
    OpenQuote,
}

impl Xpos {
    /// All values, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Dollar,
        Self::CloseQuote,
        Self::Comma,
        Self::Lrb,
        Self::Rrb,
        Self::Stop,
        Self::Colon,
        Self::Add,
        Self::Afx,
        Self::Cc,
        Self::Cd,
        Self::Dt,
        Self::Ex,
        Self::Fw,
        Self::Gw,
        Self::Hyph,
        Self::In,
        Self::Jj,
        Self::Jjr,
        Self::Jjs,
        Self::Ls,
        Self::Md,
        Self::Nfp,
        Self::Nn,
        Self::Nnp,
        Self::Nnps,
        Self::Nns,
        Self::Pdt,
        Self::Pos,
        Self::Prp,
        Self::Prps,
        Self::Rb,
        Self::Rbr,
        Self::Rbs,
        Self::Rp,
        Self::Sym,
        Self::To,
        Self::Uh,
        Self::Vb,
        Self::Vbd,
        Self::Vbg,
        Self::Vbn,
        Self::Vbp,
        Self::Vbz,
        Self::Wdt,
        Self::Wp,
        Self::Wps,
        Self::Wrb,
        Self::OpenQuote,
    ];

    /// The name in treebanks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dollar => "$",
            Self::CloseQuote => "''",
            Self::Comma => ",",
            Self::Lrb => "-LRB-",
            Self::Rrb => "-RRB-",
            Self::Stop => ".",
            Self::Colon => ":",
            Self::Add => "ADD",
            Self::Afx => "AFX",
            Self::Cc => "CC",
            Self::Cd => "CD",
            Self::Dt => "DT",
            Self::Ex => "EX",
            Self::Fw => "FW",
            Self::Gw => "GW",
            Self::Hyph => "HYPH",
            Self::In => "IN",
            Self::Jj => "JJ",
            Self::Jjr => "JJR",
            Self::Jjs => "JJS",
            Self::Ls => "LS",
            Self::Md => "MD",
            Self::Nfp => "NFP",
            Self::Nn => "NN",
            Self::Nnp => "NNP",
            Self::Nnps => "NNPS",
            Self::Nns => "NNS",
            Self::Pdt => "PDT",
            Self::Pos => "POS",
            Self::Prp => "PRP",
            Self::Prps => "PRP$",
            Self::Rb => "RB",
            Self::Rbr => "RBR",
            Self::Rbs => "RBS",
            Self::Rp => "RP",
            Self::Sym => "SYM",
            Self::To => "TO",
            Self::Uh => "UH",
            Self::Vb => "VB",
            Self::Vbd => "VBD",
            Self::Vbg => "VBG",
            Self::Vbn => "VBN",
            Self::Vbp => "VBP",
            Self::Vbz => "VBZ",
            Self::Wdt => "WDT",
            Self::Wp => "WP",
            Self::Wps => "WP$",
            Self::Wrb => "WRB",
            Self::OpenQuote => "``",
        }
    }

    /// The value of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// A dependency relation (<https://universaldependencies.org/u/dep/>) with its English subtypes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Deprel {
    /// `acl`.
    Acl,
    /// `acl:relcl`.
    AclRelcl,
    /// `advcl`.
    Advcl,
    /// `advcl:relcl`.
    AdvclRelcl,
    /// `advmod`.
    Advmod,
    /// `amod`.
    Amod,
    /// `appos`.
    Appos,
    /// `aux`.
    Aux,
    /// `aux:pass`.
    AuxPass,
    /// `case`.
    Case,
    /// `cc`.
    Cc,
    /// `cc:preconj`.
    CcPreconj,
    /// `ccomp`.
    Ccomp,
    /// `compound`.
    Compound,
    /// `compound:prt`.
    CompoundPrt,
    /// `conj`.
    Conj,
    /// `cop`.
    Cop,
    /// `csubj`.
    Csubj,
    /// `csubj:outer`.
    CsubjOuter,
    /// `csubj:pass`.
    CsubjPass,
    /// `dep`.
    Dep,
    /// `det`.
    Det,
    /// `det:predet`.
    DetPredet,
    /// `discourse`.
    Discourse,
    /// `dislocated`.
    Dislocated,
    /// `expl`.
    Expl,
    /// `fixed`.
    Fixed,
    /// `flat`.
    Flat,
    /// `goeswith`.
    Goeswith,
    /// `iobj`.
    Iobj,
    /// `list`.
    List,
    /// `mark`.
    Mark,
    /// `nmod`.
    Nmod,
    /// `nmod:desc`.
    NmodDesc,
    /// `nmod:poss`.
    NmodPoss,
    /// `nmod:unmarked`.
    NmodUnmarked,
    /// `nsubj`.
    Nsubj,
    /// `nsubj:outer`.
    NsubjOuter,
    /// `nsubj:pass`.
    NsubjPass,
    /// `nummod`.
    Nummod,
    /// `obj`.
    Obj,
    /// `obl`.
    Obl,
    /// `obl:agent`.
    OblAgent,
    /// `obl:unmarked`.
    OblUnmarked,
    /// `orphan`.
    Orphan,
    /// `parataxis`.
    Parataxis,
    /// `punct`.
    Punct,
    /// `reparandum`.
    Reparandum,
    /// `root`.
    Root,
    /// `vocative`.
    Vocative,
    /// `xcomp`.
    Xcomp,
}

impl Deprel {
    /// All values, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclRelcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxPass,
        Self::Case,
        Self::Cc,
        Self::CcPreconj,
        Self::Ccomp,
        Self::Compound,
        Self::CompoundPrt,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjOuter,
        Self::CsubjPass,
        Self::Dep,
        Self::Det,
        Self::DetPredet,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::Fixed,
        Self::Flat,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodDesc,
        Self::NmodPoss,
        Self::NmodUnmarked,
        Self::Nsubj,
        Self::NsubjOuter,
        Self::NsubjPass,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::OblAgent,
        Self::OblUnmarked,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];

    /// The name in treebanks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acl => "acl",
            Self::AclRelcl => "acl:relcl",
            Self::Advcl => "advcl",
            Self::AdvclRelcl => "advcl:relcl",
            Self::Advmod => "advmod",
            Self::Amod => "amod",
            Self::Appos => "appos",
            Self::Aux => "aux",
            Self::AuxPass => "aux:pass",
            Self::Case => "case",
            Self::Cc => "cc",
            Self::CcPreconj => "cc:preconj",
            Self::Ccomp => "ccomp",
            Self::Compound => "compound",
            Self::CompoundPrt => "compound:prt",
            Self::Conj => "conj",
            Self::Cop => "cop",
            Self::Csubj => "csubj",
            Self::CsubjOuter => "csubj:outer",
            Self::CsubjPass => "csubj:pass",
            Self::Dep => "dep",
            Self::Det => "det",
            Self::DetPredet => "det:predet",
            Self::Discourse => "discourse",
            Self::Dislocated => "dislocated",
            Self::Expl => "expl",
            Self::Fixed => "fixed",
            Self::Flat => "flat",
            Self::Goeswith => "goeswith",
            Self::Iobj => "iobj",
            Self::List => "list",
            Self::Mark => "mark",
            Self::Nmod => "nmod",
            Self::NmodDesc => "nmod:desc",
            Self::NmodPoss => "nmod:poss",
            Self::NmodUnmarked => "nmod:unmarked",
            Self::Nsubj => "nsubj",
            Self::NsubjOuter => "nsubj:outer",
            Self::NsubjPass => "nsubj:pass",
            Self::Nummod => "nummod",
            Self::Obj => "obj",
            Self::Obl => "obl",
            Self::OblAgent => "obl:agent",
            Self::OblUnmarked => "obl:unmarked",
            Self::Orphan => "orphan",
            Self::Parataxis => "parataxis",
            Self::Punct => "punct",
            Self::Reparandum => "reparandum",
            Self::Root => "root",
            Self::Vocative => "vocative",
            Self::Xcomp => "xcomp",
        }
    }

    /// The value of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// What a proper name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation: party, company, agency, armed group, team.
    Organisation,
    /// A place: country, city, region, building, river.
    Place,
    /// A nationality, an event, a work, a law.
    Other,
}

impl NameKind {
    /// All values, in the order of their numbers.
    pub const ALL: &'static [Self] = &[Self::Person, Self::Organisation, Self::Place, Self::Other];

    /// The name in treebanks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Place => "LOC",
            Self::Other => "MISC",
        }
    }

    /// The value of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}
