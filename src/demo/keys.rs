//! Whose key signs a commit: the one that the register of people gives its author on that day, of those whose secret half the
//! sample owns up to.

use jiff::civil::Date;

use super::sign::Signer;
use crate::model::register::Person;

/// The sample's keys.
pub struct Keys(Vec<Signer>);

impl Keys {
    pub fn of(seeds: &[String]) -> Keys {
        Keys(seeds.iter().map(|seed| Signer::of_seed(seed)).collect())
    }

    /// `None` where the person has no such key on that day: what they commit is not signed.
    pub fn of_person(&self, person: &Person, day: Date) -> Option<&Signer> {
        let registered = person.keys.iter().filter(|key| key.term.holds(day));
        let mut public = registered.filter_map(|key| key.public.as_ref()?.value.parse().ok());
        public.find_map(|public| self.0.iter().find(|signer| signer.public() == public))
    }
}
