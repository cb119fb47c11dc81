// Sentences judged with the shipped rules and cues: what must be found, and what must not.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/context/shipped_judge.h"

namespace sunder::scanner {
namespace {

struct SentenceCase {
  const char* text;
  const char* label;  // of the personal finding that must be there; "" for none of any category
  const char* span = "";
};

const SentenceCase kPersonal[] = {
    {"I am a lesbian and I live in Leeds.", "sexual_orientation", "lesbian"},
    {"As a Muslim, I would like a quiet room for prayer.", "religion", "Muslim"},
    {"I'm bisexual, please update my record.", "sexual_orientation", "bisexual"},
    {"We are a Jewish family and keep kosher.", "religion", "Jewish"},
    {"I was raised Catholic but no longer believe.", "religion", "Catholic"},
    {"I've voted Labour all my life.", "political_affiliation", "Labour"},
    {"My ethnicity is Kurdish.", "ethnicity", "Kurdish"},
    {"I identify as African American.", "race", "African American"},
    {"I am an atheist.", "religion", "atheist"},
    {"Her brother Tom is a member of the Shiv Sena now.", "political_affiliation", "Shiv Sena"},
    {"She is a practising Buddhist.", "religion", "Buddhist"},
    {"The patient is a Jehovah's Witness and refuses transfusion.", "religion",
     "Jehovah's Witness"},
    {"Mr Rao is Hindu and vegetarian.", "religion", "Hindu"},
    {"He told his manager that he is gay.", "sexual_orientation", "gay"},
    {"My colleague converted to Islam last year.", "religion", "Islam"},
    {"She is not Jewish, whatever the form says.", "religion", "Jewish"},
    {"He used to be a Mormon.", "religion", "Mormon"},
    {"Our Muslim colleagues asked for a prayer room.", "religion", "Muslim"},
    {"A dozen of our patients are Sikh.", "religion", "Sikh"},
    {"The Black patient in bed 4 asked for water.", "race", "Black"},
    {"Aisha Khan, a devout Muslim, works nights.", "religion", "Muslim"},
    {"A gay man named Peter Jones called about his bill.", "sexual_orientation", "gay"},
    {"The customer is a registered Republican.", "political_affiliation", "Republican"},
    {"Maria Lopez is a member of the Green Party.", "political_affiliation", "Green Party"},
    {"Religion: Catholic", "religion", "Catholic"},
    {"Patient: John Smith; Ethnicity: Somali; DOB 1970-01-02", "ethnicity", "Somali"},
    {"religion=Hindu user=17", "religion", "Hindu"},
    {"belief humanist; nationality British", "religion", "humanist"},
    {"Konfession [ ] rk [x] ev.-ref. [ ] o.B.", "religion", "ev.-ref."},
    {"Faith: ( ) None (x) Roman Catholic ( ) Other", "religion", "Roman Catholic"},
    {"Levensbeschouwing ☐ christelijk ☐ moslim ☒ humanist ☐ geen", "religion", "humanist"},
    {"福岡／36／ゲイ／トリマー／猫2", "sexual_orientation", "ゲイ"},
    {"Annki och hennes fru driver hundpensionat.", "sexual_orientation", "hennes fru"},
    {"저는 불교인데 고기를 먹어요.", "religion", "불교"},
    {"本人の性的指向（任意）：アセクシュアル 呼び名：りお", "sexual_orientation", "アセクシュアル"},
    {"信仰：真言宗　菩提寺：あり", "religion", "真言宗"},
    {"Confession (facultatif) : orthodoxe — Régime : aucun", "religion", "orthodoxe"},
    {"Race: White", "race", "White"},
    {"Her husband says she is Roman Catholic.", "religion", "Roman Catholic"},
    {"Identifies as pansexual.", "sexual_orientation", "pansexual"},
    {"Is a practising Catholic.", "religion", "Catholic"},
    {"Two Muslims complained about the menu.", "religion", "Muslims"},
    {"He came out as gay at nineteen.", "sexual_orientation", "gay"},
    {"She voted for the Conservatives in 2019.", "political_affiliation", "Conservatives"},
    {"The new nurse is from a Kurdish family.", "ethnicity", "Kurdish"},
    {"His mother is Navajo.", "ethnicity", "Navajo"},
    {"They are both Lutheran.", "religion", "Lutheran"},
    {"The tenant, who is Jewish, asked for a key instead of a card.", "religion", "Jewish"},
    {"If he is gay, that is his own business.", "sexual_orientation", "gay"},
    {"Padma's people are Igbo.", "ethnicity", "Igbo"},
    {"If her first husband was Catholic, nobody knew.", "religion", "Catholic"},
    {"We Black women stay.", "race", "Black"},
    {"enrol: name=\"x\" ethnicity=\"Ewe\" ward=E", "ethnicity", "Ewe"},
    {"I am black and proud of it.", "race", "black"},
    {"He is white, in his forties, with a beard.", "race", "white"},
    {"We have several quiet and gay employees in this office.", "sexual_orientation", "gay"},
    {"The patient declined blood products (Jehovah's Witness).", "religion", "Jehovah's Witness"},
    {"Is she Muslim?", "religion", "Muslim"},
    {"As Christians we believe in forgiveness.", "religion", "Christians"},
    {"The suspect is a white male in his thirties.", "race", "white"},
    {"John Smith, a lifelong Democrat, donated again.", "political_affiliation", "Democrat"},
    {"user=17 religion: \"Buddhist\"", "religion", "Buddhist"},
    {"Anna is a Catholic.", "religion", "Catholic"},
    {"Breton and proud of it.", "ethnicity", "Breton"},
    {"Lutheran by birth, plumber by trade.", "religion", "Lutheran"},
    {"Anne was a Catholic.", "religion", "Catholic"},  // mother in Turkish
    {"Cora was a Catholic.", "religion", "Catholic"},  // choirs in Italian, once ill inflected
    {"Nina was a Catholic.", "religion", "Catholic"},
    {"The applicant's religion is recorded as Sikh.", "religion", "Sikh"},
};

const SentenceCase kNobody[] = {
    {"The race condition in the scheduler is fixed.", ""},
    {"We painted the fence black and white.", ""},
    {"Christian Black signed the contract.", ""},
    {"Christian Dior opened a shop.", ""},
    {"Please write to white@example.com.", ""},
    {"The Catholic church on Main Street was built in 1890.", ""},
    {"We ordered Chinese food for the team.", ""},
    {"Muslims fast during Ramadan.", ""},
    {"Jewish people have lived in the city for centuries.", ""},
    {"The Green Party published its manifesto.", ""},
    {"The Labour government raised taxes.", ""},
    {"Islam is one of the world's religions.", ""},
    {"Her car is white.", ""},
    {"Babam araba ald\xC4\xB1.", ""},  // a car; the dative of an Arab
    {"Nous sommes des amis.", ""},     // the Amish, in Czech
    {"Min bog er ny.", ""},            // gay, in Swedish without its dots
    {"Er mag die So\xC3\x9F"
     "e.",
     ""},  // a Social Democrat, in Swedish
    {"\xD0\xA3 \xD0\xBC\xD0\xB5\xD0\xBD\xD1\x8F \xD0\xBC\xD0\xBD\xD0\xBE\xD0\xB3\xD0\xBE "
     "\xD0\xB4\xD1\x80\xD1\x83\xD0\xB7\xD0\xB5\xD0\xB9.",
     ""},  // friends, not Druzes
    {"He wore a black coat and straight trousers.", ""},
    {"She is a black belt in judo.", ""},
    {"Go straight on and turn left.", ""},
    {"The independent auditor reviewed the accounts.", ""},
    {"My estimate is conservative.", ""},
    {"The Hindu Kush is a mountain range.", ""},
    {"Those who are gay may marry in this country.", ""},
    {"Anyone who is Catholic may attend the service.", ""},
    {"Employers must not discriminate on grounds of religion or sexual orientation.", ""},
    {"Religion: ____", ""},
    {"Race: Black Forest 10k", ""},
    {"The enum has values WHITE, BLACK and ASIAN.", ""},
    {"Gay marriage is legal in many countries.", ""},
    {"The museum shows Buddhist art.", ""},
    {"He teaches Jewish history at the college.", ""},
    {"I am reading a book about Buddhist philosophy.", ""},
    {"She studied Islam at university.", ""},
    {"The party starts at eight.", ""},
    {"The orientation session is for new students.", ""},
    {"Democrats and Republicans debated the bill.", ""},
    {"The white paper is out.", ""},
    {"Black Friday deals are here.", ""},
    {"I think the theme should be black.", ""},
    {"The user asked whether the white version is in stock.", ""},
    {"He plays for the Blacks on Saturday.", ""},
    {"We visited a Sikh temple on our trip.", ""},
    {"Do you consider yourself to be a Muslim?", ""},
    {"Are you gay?", ""},
    {"Jehovah's Witness", ""},
    {"born again Christian", ""},
    {"Black Adam (New Earth)", ""},
    {"If you are Catholic, please tick the box.", ""},
    {"She is a Chinese citizen.", ""},
    {"Religion: Protestant [ ] Catholic [ ] Jewish [ ]", ""},
    {"Tick one: Methodist  Hindu  Jewish  Other", ""},
    {"Dietary (tick): none / vegan / halal / Jain / coeliac", ""},
    {"if user.party == 'Democrat': color = 'blue'", ""},
    {"match faith { Faith::Sikh => 1, Faith::Jain => 2, _ => 0 }", ""},
    {"Orientation: landscape", ""},
    {"Three white vans were parked outside.", ""},
    {"Is the Catholic church open on Monday?", ""},
    {"His dog is a German shepherd.", ""},
    {"The Kurdish language has several dialects.", ""},
    {"She asked for an Uzbek interpreter.", ""},
    {"He would like it read to him in Samoan, please.", ""},
    {"Lutheran and Catholic leaders met.", ""},
    {"Buddhist art and its influence", ""},
};

}  // namespace

TEST_CASE("shipped rules and cues: particular persons are found, everything else is not") {
  const ShippedJudge judge;
  for (const SentenceCase& test : kPersonal) {
    CAPTURE(test.text);
    CHECK(judge.PersonalIn(test.text) ==
          std::vector<std::string>{std::string(test.label) + " " + test.span});
  }
  for (const SentenceCase& test : kNobody) {
    CAPTURE(test.text);
    CHECK(judge.PersonalIn(test.text) == std::vector<std::string>{});
  }
}

}  // namespace sunder::scanner
