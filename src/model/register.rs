//! The registers: municipalities, people, agencies, equipment and documents, each entry with the days on which it holds.
//!
//! An entry whose id cannot be read is not here: nothing could refer to it.

use jiff::civil::Date;

use super::closures::OwnClosure;
use super::id::Id;
use super::source::{At, Field, Span};
use super::word::{Word, words};

/// The days from which and until which an entry holds, both included.
#[derive(Clone, Debug, Default)]
pub struct Term {
    pub from: Field<Date>,
    pub until: Field<Date>,
}

impl Term {
    /// An unreadable end has been reported; the entry then holds on that side for ever, so that one slip raises one alarm.
    pub fn holds(&self, day: Date) -> bool {
        self.from.as_ref().is_none_or(|from| from.value <= day)
            && self.until.as_ref().is_none_or(|until| day <= until.value)
    }
}

/// An entrusting municipality (関係町村), or the trustee (受託町).
#[derive(Clone, Debug)]
pub struct Municipality {
    pub id: At<Id>,
    pub name: Field<String>,
    pub name_en: Field<String>,
    /// 全国地方公共団体コード
    pub code: Field<String>,
    pub entrusted: Term,
    /// The notice (告示) on which the entrustment rests.
    pub basis: Field<String>,
    pub closed: Vec<OwnClosure>,
}

/// A person of the trustee.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: At<Id>,
    pub name: Field<String>,
    pub emails: Vec<At<String>>,
    pub keys: Vec<SigningKey>,
}

/// An SSH key with which a person signs commits.
#[derive(Clone, Debug)]
pub struct SigningKey {
    pub public: Field<String>,
    pub term: Term,
}

words! {
    /// What a person is appointed to.
    Role {
        /// 戸籍データ等管理者 (第5条)
        Manager = "manager",
        /// 取扱職員 (別表 サーバ(4))
        ServerHandler = "server-handler",
    }
}

/// An appointment (任命).
#[derive(Clone, Debug)]
pub struct Appointment {
    pub span: Span,
    pub role: Field<Role>,
    pub person: Field<Id>,
    /// A server's handler may be an agency instead of a person.
    pub agency: Field<Id>,
    pub title: Field<String>,
    /// 職務代理
    pub acting: bool,
    /// The servers handled; `None`: all.
    pub equipment: Option<Vec<At<Id>>>,
    pub term: Term,
    pub document: Field<String>,
}

impl Appointment {
    /// To the office of the manager (戸籍データ等管理者), deputies included.
    pub fn is_of_manager(&self) -> bool {
        self.role.as_ref().is_some_and(|role| role.value == Role::Manager)
    }
}

words! {
    /// What an operator may do (第7条第2項).
    Duty {
        Check = "check",
        Incident = "incident",
        Request = "request",
        Operation = "operation",
        Maintenance = "maintenance",
        Inspection = "inspection",
        Media = "media",
        Report = "report",
    }
}

/// The designation of an operator (操作者の指定, 第7条).
#[derive(Clone, Debug)]
pub struct Designation {
    pub span: Span,
    pub person: Field<Id>,
    pub duties: Vec<At<Duty>>,
    /// A duty that cannot be read, and has been reported.
    pub duties_unread: bool,
    /// The municipalities it is for; `None`: all.
    pub places: Option<Vec<At<Id>>>,
    pub term: Term,
    pub by: Field<Id>,
    pub document: Field<String>,
}

words! {
    /// What an agency (関係機関) is to the trustee.
    AgencyRole {
        /// 施設管理者
        FacilityManager = "facility-manager",
        Vendor = "vendor",
        /// 管轄法務局
        LegalAffairsBureau = "legal-affairs-bureau",
        Network = "network",
        National = "national",
        Other = "other",
    }
}

/// An agency that is told of, or helps with, what goes wrong (関係機関).
#[derive(Clone, Debug)]
pub struct Agency {
    pub id: At<Id>,
    pub name: Field<String>,
    pub role: Field<AgencyRole>,
    /// The municipalities it is competent for; `None`: all.
    pub places: Option<Vec<At<Id>>>,
}

impl Agency {
    pub fn has_role(&self, role: AgencyRole) -> bool {
        self.role.as_ref().is_some_and(|own| own.value == role)
    }

    pub fn is_competent_for(&self, place: &Id) -> bool {
        self.places.as_ref().is_none_or(|places| places.iter().any(|own| own.value == *place))
    }
}

words! {
    /// What a piece of equipment (機器等) is.
    EquipmentKind {
        Server = "server",
        Rack = "rack",
        /// 管理用端末機
        ManagementTerminal = "management-terminal",
        /// 戸籍データバックアップ用記録媒体
        Medium = "medium",
        Program = "program",
        /// 端末機: a town's own (第9条)
        MunicipalTerminal = "municipal-terminal",
    }
}

/// A piece of equipment.
#[derive(Clone, Debug)]
pub struct Equipment {
    pub id: At<Id>,
    pub name: Field<String>,
    pub kind: Field<EquipmentKind>,
    pub location: Field<String>,
    /// Whom a server serves; `None`: all.
    pub places: Option<Vec<At<Id>>>,
    pub in_use: Term,
}

words! {
    /// What a written standard is for.
    DocumentKind {
        /// 管理基準 (別表 サーバ(3))
        MaintenanceStandard = "maintenance-standard",
        /// パスワードの運用方法 (第8条第2項)
        PasswordProcedure = "password-procedure",
        Other = "other",
    }
}

/// A written standard that the regulation presupposes.
#[derive(Clone, Debug)]
pub struct Document {
    pub id: At<Id>,
    pub kind: Field<DocumentKind>,
    pub title: Field<String>,
    pub term: Term,
    pub document: Field<String>,
}

words! {
    /// The register files.
    Register {
        Municipalities = "municipalities",
        People = "people",
        Agencies = "agencies",
        Equipment = "equipment",
        Documents = "documents",
    }
}

impl Register {
    /// The file below the ledger's root.
    pub fn path(self) -> String {
        format!("records/register/{}.toml", self.word())
    }
}
