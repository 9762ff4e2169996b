//! The commands of `caseportd`.

pub mod seed;
