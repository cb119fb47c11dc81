// Columns as data: header and values in, label out. Judged with the shipped rules.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "scanner/match/rule_database.h"
#include "scanner/profile/shipped_rules_for_test.h"
#include "scanner/profile/table_profile.h"

namespace sunder::scanner {
namespace {

using Values = std::vector<std::string>;

struct ColumnCase {
  const char* table;
  const char* header;
  Values values;
  const char* label;  // "" for none
};

const std::vector<ColumnCase> kColumns = {
    // Special categories with a header that says so.
    {"members", "religion", {"Catholic", "Muslim", "Jewish", "Hindu", "None"}, "religion"},
    {"members", "religion", {"Catholic", "Catholic", "Catholic"}, "religion"},
    {"members", "denomination", {"Lutheran", "Methodist", "Baptist", "unknown"}, "religion"},
    {"survey",
     "What is your present religion, if any?",
     {"Response", "Protestant", "Roman Catholic", "Mormon", "Muslim", "Buddhist", "Jewish",
      "Atheist", "Nothing in particular"},
     "religion"},
    {"patients", "race", {"White", "Black or African American", "Asian", "White"}, "race"},
    {"patients", "race", {"W", "B", "A", "W", "B"}, "race"},
    {"patients", "race_code", {"2106-3", "2054-5", "2028-9"}, "race"},
    {"patients", "patientEthnicity", {"Hispanic or Latino", "Not Hispanic or Latino"}, "ethnicity"},
    {"staff",
     "sexual_orientation",
     {"gay", "straight", "bisexual", "prefer not to say"},
     "sexual_orientation"},
    {"characters", "GSM", {"Homosexual Characters", "Bisexual Characters"}, "sexual_orientation"},
    {"characters",
     "GSM",
     {"Homosexual Characters", "Bisexual Characters", "Transgender Characters",
      "Homosexual Characters"},
     "sexual_orientation"},
    {"voters",
     "party",
     {"Democrat", "Republican", "Independent", "Libertarian"},
     "political_affiliation"},
    {"voters", "party_code", {"D", "R", "I", "R", "D", "L"}, "political_affiliation"},
    {"presidents",
     "party",
     {"Federalist", "Democratic-Republican", "Whig", "Democratic", "Republican", "no party"},
     "political_affiliation"},
    {"", "terms[].party", {"Democrat", "Republican", "Independent"}, "political_affiliation"},
    // A header that is a value cut short, with yes and no below it, and a numbered one.
    {"export", "race_3", {"0", "1"}, ""},
    {"customers", "straight", {"yes", "no"}, "sexual_orientation"},
    {"export", "omosess_dich", {"si", "no"}, "sexual_orientation"},
    // The same words where nothing speaks of persons.
    {"orders", "straight", {"yes", "no"}, ""},
    {"servers", "independent", {"yes", "no"}, ""},
    {"orders", "indian", {"yes", "no"}, ""},
    {"orders", "white", {"1", "0"}, ""},
    {"orders", "lean", {"left", "right"}, ""},
    {"patients", "sect", {"A", "B", "C"}, "religion"},
    {"orders", "sect", {"A", "B", "C"}, ""},
    {"servers", "appearance", {"dark", "light"}, ""},
    {"orders", "handle", {"left", "right"}, ""},
    {"orders", "handle", {"ada.l", "kit_07", "@sol", "bo77", "may_b"}, "username"},
    // What stands around a code in the cell tells nothing.
    {"customers",
     "link",
     {"https://example.com/a", "https://example.com/b", "https://example.com/c",
      "https://example.com/d", "https://example.com/e", "https://example.com/f"},
     ""},
    {"customers", "document", {"a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf", "f.pdf"}, ""},
    // Everyday words that are the answers to one question only together.
    {"patients", "grp", {"Black", "White", "Asian", "Mixed", "Other"}, "race"},
    {"patients", "shade", {"Black", "White", "Brown", "Beige"}, ""},
    // Codes behind which their meaning stands, and agencies' own beside those that all share.
    {"custody", "6+1", {"IC1 White North European", "IC3 Black", "IC4 Asian", "IC6 Arab"}, "race"},
    // Votes that count for nobody.
    {"results", "partido", {"PSOE", "PP", "Vox", "Votos nulos", "Votos en blanco"}, ""},
    // Without a telling header, by distinctive values or codes.
    {"members", "col7", {"Lutheran", "Methodist", "Muslim", "Hindu", "Sikh"}, "religion"},
    {"members", "field_3", {"2106-3", "2054-5", "2028-9", "2106-3"}, "race"},
    {"staff",
     "description",
     {"Ruth Moser is Jewish.", "Finn Lindqvist is Protestant.", "Rosa Novak is Muslim.",
      "Omar Haddad is Hindu.", "Ida Brand is Jewish."},
     ""},
    {"staff",
     "v7",
     {"Ruth Moser", "Finn van der Lind", "Rosa Novak", "Omar ibn Haddad", "Ida de la Brand"},
     "person_name"},
    {"staff", "is_muslim", {"yes", "no", "no"}, "religion"},
    {"staff", "religion.Muslim", {"true", "true"}, "religion"},
    {"eeoc",
     "Are you Hispanic/Latino?",
     {"Yes", "No, neither", "Decline to say", "no"},
     "ethnicity"},
    {"egresos", "se_considera_gitano", {"Sí", "No", "Sí, en parte", "Se ignora"}, "ethnicity"},
    {"cell_block_3", "omosess_dich", {"S", "N", "no"}, "sexual_orientation"},
    {"survey", "Do you consider yourself to be a Muslim?", {"Yes", "No"}, "religion"},
    {"survey",
     "Do you attend religious services",
     {"Weekly or more", "Never", "A few times a year", "Once a month"},
     ""},
    {"survey", "What is your gender?", {"Male", "Female"}, "sex"},
    {"survey",
     "How old are you?",
     {"19", "23", "35", "41", "57", "62", "28", "33", "70", "48", "51"},
     "age"},
    {"census", "ethnicity", {"White", "Black or African American", "Asian"}, "race"},
    // Several values in a cell, values that hide, words and codes side by side, codes of no list.
    {"applicants", "race", {"White; Asian", "White", "Black or African American"}, "race"},
    {"members", "faith", {"Jew\u200bish", "H\u200bindu", "Bapt\u00adist"}, "religion"},
    {"voters", "party_cd", {"R", "Republican", "D", "Democrat"}, "political_affiliation"},
    {"patients", "religion_cd", {"01", "02", "17", "23"}, "religion"},
    {"members", "denomination", {"Meth", "Bapt", "Luth", "Presb", "Pent", "Ang"}, "religion"},
    {"klienci", "wyznanie", {"rzym-kat", "praw", "ewang", "bezwyzn"}, "religion"},
    {"foster_match",
     "cyp_rel",
     {"Shia", "CHR", "MSL", "Plymouth Brethren", "not known", "Greek Orth", "Jain"},
     "religion"},
    {"students",
     "rlg_enum",
     {"RLG_CATH", "RLG_LUTH", "RLG_ANG", "RLG_BUDD", "RLG_NIL"},
     "religion"},
    {"clients", "religon", {"Cathlic", "Muslem", "Hindu", "Pentacostal"}, "religion"},
    {"tag_embosser",
     "tag_line5",
     {"NO PREF", "WICCA", "CATHOLIC", "HEBREW", "MUSLIM", "ATHEIST"},
     "religion"},
    {"intake", "obs_muslim_yn", {"Y", "N"}, "religion"},
    {"shop_dir", "affil_kind", {"Franchise", "Chain", "Independent", "Co-op"}, ""},
    {"fw_inventory", "ip_stack_ver", {"4.19.0.27", "10.2.0.14", "2.0.1.9", "10.3.1.2"}, ""},
    {"pediatria", "edad_pac_m", {"14a", "3a", "11m", "12a", "9a", "5m", "2a 6m"}, "age"},
    {"enquete",
     "Vous vous définissez comme",
     {"homosexuel(le)", "bisexuel(le)", "asexuel(le)", "hétérosexuel(le)", "ne sait pas"},
     "sexual_orientation"},
    {"workers",
     "Ethnicity_Reference_ID",
     {"ETH_White_Other_UK", "ETH_Pakistani_UK", "ETH_White_British_UK", "ETH_Indian_UK"},
     "ethnicity"},
    {"社員マスタ",
     "氏名(漢字)",
     {"越智 航平", "楠本 沙織", "猪瀬 剛志", "平賀 真由美", "大河原 修"},
     "person_name"},
    {"births", "race_bridged", {"1", "2", "3", "4"}, "race"},
    {"donors", "", {"Black", "Asian", "American Indian or Alaska Native"}, "race"},
    // Headers in other languages and in abbreviations.
    {"asiakkaat", "uskontokunta", {"ev.lut.", "ortodoksinen", "muslimi"}, "religion"},
    {"pacienti", "etnie", {"maghiar", "ucrainean", "sas"}, "ethnicity"},
    {"pracownicy", "płeć", {"K", "M"}, "sex"},
    {"pasien", "jenis_kelamin", {"L", "P"}, "sex"},
    {"crew", "ppt_num", {"N5004238", "N9328965", "792606423"}, "passport"},
    {"klanten", "postcode_nl", {"7601 NA", "5095 GS", "9289VK"}, "postal_code"},
    {"mandanten", "Nachname, Vorname", {"Ilinca, Yusuf", "Kamau, Ulla"}, "person_name"},
    // Tables of things.
    {"food_court", "ethnicity", {"Thai", "Armenian bakery", "Korean", "Basque tapas"}, ""},
    {"menus", "ethnic_group", {"Korean", "Nepali", "Italian"}, ""},
    {"connectors", "gender", {"male", "female"}, ""},
    {"whisky", "age", {"12", "18", "25"}, ""},
    {"regatta", "race_code", {"A", "B", "W"}, ""},
    {"dishes", "cuisine_ethnicity", {"Korean", "Kurdish", "Nepali"}, ""},
    // Values that cannot be of their header's label.
    {"bookings", "dob", {"28/06/2023 10:09", "22/03/2023 19:40", "15/08/2024 10:09"}, ""},
    {"subscriptions", "birth_date", {"2021-04-20 (cohort)", "2023-06-24 (cohort)"}, ""},
    {"packets",
     "ssn",
     {"100012", "100050", "100067", "100077", "100090", "100129", "100145", "100185", "100190",
      "100201"},
     ""},
    {"journey", "login", {"locked", "success", "failure"}, ""},
    {"topics", "lesson_title", {"Role models", "Sleep and screens", "Alcohol: facts"}, ""},
    {"bookings",
     "dob",
     {"2024-01-10", "2024-02-11", "2024-03-12", "2024-04-13", "2024-05-14", "2024-06-15",
      "2024-07-16", "2024-08-17", "2024-09-18", "2024-10-19", "2024-11-20"},
     ""},
    {"schools", "denomination", {"Catholic", "Church of England", "Jewish"}, ""},
    {"chevaux", "race", {"Arabe", "Frison", "Breton"}, ""},
    {"geology", "race_track", {"A", "B"}, ""},
    {"stats", "race_count", {"1", "2", "3"}, ""},
    // Headers that lie.
    {"results", "race", {"5k", "10k", "Marathon", "Half Marathon"}, ""},
    {"results", "race", {"1", "2", "3", "4", "5", "6", "7"}, ""},
    {"results", "race", {"Spring Sprint", "City Night Run", "Harbour Mile"}, ""},
    {"courts", "party", {"plaintiff", "defendant", "third party"}, ""},
    {"bookings", "party_size", {"2", "4", "6", "3"}, ""},
    {"bookings", "party", {"Birthday", "Wedding", "Anniversary"}, ""},
    {"printers", "orientation", {"portrait", "landscape"}, ""},
    {"coins", "denomination", {"5", "10", "20", "50"}, ""},
    {"coins", "denomination", {"penny", "nickel", "dime"}, ""},
    {"contracts", "union", {"European", "customs", "credit"}, ""},
    {"parts", "race", {"inner race", "outer race", "bearing"}, ""},
    // Values that lie.
    {"products", "colour", {"white", "black", "brown", "red", "blue"}, ""},
    {"products", "color", {"White", "Black"}, ""},
    {"menu", "cuisine", {"Chinese", "Italian", "Mexican", "Thai"}, ""},
    {"books", "language", {"Arabic", "Hebrew", "Kurdish", "Chinese"}, ""},
    {"fonts", "weight", {"black", "light", "bold", "regular"}, ""},
    {"hair", "hair", {"straight", "curly", "wavy"}, ""},
    {"tickets", "status", {"open", "closed", "waiting"}, ""},
    {"sites", "title", {"About us", "Contact", "Privacy policy", "Our services"}, ""},
    {"products", "name", {"Red chair", "Oak table", "Blue lamp", "Steel desk"}, ""},
    {"products", "product_name", {"Victoria sofa", "Oscar lamp", "Emma chair", "Max desk"}, ""},
    {"places", "city", {"Austin", "Florence", "Charlotte", "Madison", "Jackson"}, ""},
    {"orders", "order_id", {"100234", "100235", "100236", "100237"}, ""},
    {"orders", "created_at", {"2020-01-03", "2020-01-04", "2020-02-01"}, ""},
    {"builds", "version", {"1.2.3.4", "1.2.3.5", "2.0.0.1"}, ""},
    {"users", "email_verified", {"true", "false"}, ""},
    {"users", "phone_type", {"mobile", "home", "work"}, ""},
    {"users", "password_changed_at", {"2021-02-03", "2022-03-04"}, ""},
    {"files", "file_name", {"report.pdf", "notes.txt", "a.csv"}, ""},
    {"wines", "age", {"12 years", "18 years", "NAS"}, ""},
    {"empty", "religion", {"", "n/a", "unknown"}, ""},
    // Identifiers.
    {"switch_ports",
     "learned",
     {"0000.5e00.53e3", "0000.5e00.53db", "0000.5e00.53b3", "0000.5e00.533f", "0000.5e00.53b7"},
     "mac_address"},
    {"books",
     "link",
     {"https://social.example.org/@ada", "https://social.example.org/@bob",
      "https://social.example.org/@cyd", "https://social.example.org/@dan",
      "https://social.example.org/@eve"},
     "profile_url"},
    {"patients", "出生日期", {"1987年5月23日", "1990年11月2日"}, "date_of_birth"},
    {"users", "email", {"ann@example.com", "bob@example.org"}, "email_address"},
    {"users", "col2", {"ann@example.com", "bob@example.org", "eve@example.net"}, "email_address"},
    {"users", "contact", {"ann@example.com"}, "email_address"},
    {"users", "first_name", {"Maria", "John", "Aisha", "Chen"}, "person_name"},
    {"users", "last_name", {"Lopez", "Smith", "Khan", "Oyelaran"}, "person_name"},
    {"users", "full_name", {"Maria Lopez", "John Smith", "Aisha Khan"}, "person_name"},
    {"", "name.last", {"Lopez", "Smith", "Khan"}, "person_name"},
    {"users",
     "col1",
     {"Maria Lopez", "John Smith", "Anna Schmidt", "Peter Jones", "David Brown"},
     "person_name"},
    {"characters",
     "name",
     {"Hope Abbott (Earth-616)", "Ben Urich (Earth-616)", "Mary Mack (Earth-616)",
      "Vera Cantor (Earth-616)"},
     "person_name"},
    {"characters",
     "SEX",
     {"Male Characters", "Male Characters", "Male Characters", "Male Characters", "Male Characters",
      "Female Characters", "Female Characters", "Female Characters", "Female Characters",
      "Female Characters", "Agender Characters"},
     "sex"},
    {"customers", "name", {"Maria Lopez", "John Smith", "Anna Schmidt"}, "person_name"},
    {"users", "phone", {"202-555-0143", "202-555-0198", "202-555-0112"}, "phone_number"},
    {"users", "birthday", {"1958-10-13", "1990-02-01", "1971-07-30"}, "date_of_birth"},
    {"users", "gender", {"M", "F", "F", "M"}, "sex"},
    {"characters", "SEX", {"Male Characters", "Female Characters"}, "sex"},
    {"users", "age", {"34", "51", "8", "77"}, "age"},
    {"offices", "zip", {"35055", "35501", "02458"}, "postal_code"},
    {"offices", "latitude", {"34.181059", "33.83438", "42.354825"}, "geo_coordinates"},
    {"offices", "longitude", {"-86.840631", "-87.274935", "-71.1998658"}, "geo_coordinates"},
    {"users", "employer", {"Acme Ltd", "Example Corp", "Northwind"}, "employer"},
    {"users", "job_title", {"Nurse", "Head of Sales", "Driver"}, "job_title"},
    {"log", "client_ip", {"192.0.2.10", "198.51.100.7", "203.0.113.99"}, "ip_address"},
    {"users", "password", {"hunter2", "s3cret!", "Tr0ub4dor"}, "password"},
};

}  // namespace

TEST_CASE("a column carries the label of what most of its filled values are") {
  const auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  for (const ColumnCase& column : kColumns) {
    CAPTURE(column.table, column.header, column.values);
    const auto field = judge.value()->JudgeColumn(column.table, column.header, column.values);
    REQUIRE(field.ok());
    CAPTURE(field->explanation);
    CHECK(field->label == column.label);
    if (field->label.empty()) {
      CHECK(field->grade == EvidenceGrade::kNone);
      continue;
    }
    CHECK(field->confidence >= kReportedConfidence);
    CHECK(ShippedRules().rules[field->rule_index].id == field->rule);
    CHECK((field->grade != EvidenceGrade::kNone) == (field->kind == LabelKind::kSpecial));
    CHECK_FALSE(field->explanation.empty());
  }
}

TEST_CASE("codes behind a header are graded as codes, words as declarations") {
  const auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  const Values letters = {"W", "B", "A", "W"};
  const Values words = {"White", "Black", "Asian"};
  CHECK(judge.value()->JudgeColumn("t", "race", letters)->grade == EvidenceGrade::kCodedValue);
  CHECK(judge.value()->JudgeColumn("t", "race", words)->grade == EvidenceGrade::kDeclaredField);
}

TEST_CASE("order and repetition of values do not change the label") {
  const auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  std::mt19937 random(3);
  for (const ColumnCase& column : kColumns) {
    CAPTURE(column.header, column.values);
    const auto expected = judge.value()->JudgeColumn(column.table, column.header, column.values);
    REQUIRE(expected.ok());
    Values values;
    for (const std::string& value : column.values) values.insert(values.end(), 30, value);
    std::shuffle(values.begin(), values.end(), random);
    const auto field = judge.value()->JudgeColumn(column.table, column.header, values);
    REQUIRE(field.ok());
    CHECK(field->label == expected->label);
    CHECK(field->rule == expected->rule);
    CHECK(field->confidence == expected->confidence);
  }
}

TEST_CASE("one lucky value among many does not label a column") {
  const auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  Values values;
  for (int i = 0; i < 50; ++i) values.push_back("item " + std::to_string(i));
  values.insert(values.end(), 500, "Maria Lopez");
  CHECK(judge.value()->JudgeColumn("stock", "entry", values)->label.empty());
  values.insert(values.end(), 500, "Lutheran");
  CHECK(judge.value()->JudgeColumn("stock", "entry", values)->label.empty());
}

TEST_CASE("explanations never hold a value") {
  const auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  for (const ColumnCase& column : kColumns) {
    const auto field = judge.value()->JudgeColumn(column.table, column.header, column.values);
    REQUIRE(field.ok());
    for (const std::string& line : field->explanation) {
      for (const std::string& value : column.values) {
        CAPTURE(line, value);
        if (value.size() > 3) CHECK(line.find(value) == std::string::npos);
      }
    }
  }
}

TEST_CASE("headers that may head a special category are known before any value") {
  const auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  CHECK(judge.value()->MayHeadSpecial("customerReligion"));
  CHECK(judge.value()->MayHeadSpecial("terms[].party"));
  CHECK_FALSE(judge.value()->MayHeadSpecial("order_id"));
  CHECK_FALSE(judge.value()->MayHeadSpecial(""));
}

}  // namespace sunder::scanner
